/* Two tasks ask one generator that waits between its values, one at a time. BROKEN: they do not take turns. */
#include <assert.h>
#include <errno.h>

#include "async_generator.h"
#include "loop_sync.h"

enum { VALUES = 4 };

static struct async_generator generator;
static struct loop_lock lock;
static long sum;

static int give(struct async_generator *self, void *unused)
{
    (void)unused;
    for (long k = 1; k <= VALUES; k++) {
        loop_sleep(1);
        if (async_generator_yield(self, (void *)k, NULL) != 0)
            return ECANCELED;
    }
    return 0;
}

static int take(void *argument, void **value)
{
    int error;
    (void)argument;
    do {
#ifndef BROKEN
        assert(loop_lock_acquire(&lock) == 0);
#endif
        error = async_generator_next(&generator, value);
        if (!error)
            sum += (long)*value;
#ifndef BROKEN
        assert(loop_lock_release(&lock) == 0);
#endif
    } while (!error);
    assert(error == ENOENT);
    return 0;
}

static int ask(void *argument, void **value)
{
    struct task *one, *two;
    (void)argument;
    async_generator_init(&generator, "generator", give, NULL);
    assert(task_create(&one, "one", take, NULL) == 0);
    assert(task_create(&two, "two", take, NULL) == 0);
    assert(task_await(one, value) == 0 && task_await(two, value) == 0);
    assert(async_generator_destroy(&generator) == 0);
    task_release(one);
    task_release(two);
    return 0;
}

int main(void)
{
    assert(loop_run(ask, NULL, NULL) == 0);
    assert(sum == VALUES * (VALUES + 1) / 2);
    return 0;
}
