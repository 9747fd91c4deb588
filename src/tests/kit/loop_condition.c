/* Two wait for an item, and one comes, for which both are told. BROKEN: who is told does not look again. */
#include <assert.h>
#include <errno.h>

#include "loop_sync.h"

static struct loop_lock lock;
static struct loop_condition filled;
static int items;

static int take(void *argument, void **value)
{
    int error = 0;
    (void)argument;
    (void)value;
    assert(loop_lock_acquire(&lock) == 0);
#ifdef BROKEN
    if (items == 0)
#else
    while (!error && items == 0)
#endif
        error = loop_condition_wait(&filled, &lock);
    if (!error) {
        assert(items > 0);
        items--;
    }
    assert(loop_lock_release(&lock) == 0);
    return error;
}

static int fill_twice(void *argument, void **value)
{
    struct task *one, *two;
    (void)argument;
    assert(task_create(&one, "one", take, NULL) == 0);
    assert(task_create(&two, "two", take, NULL) == 0);
    loop_sleep(0);
    for (int k = 0; k < 2; k++) {
        assert(loop_lock_acquire(&lock) == 0);
        items++;
        loop_condition_notify_all(&filled);
        assert(loop_lock_release(&lock) == 0);
        loop_sleep(1);
    }
    assert(task_await(one, value) == 0 && task_await(two, value) == 0);
    task_release(one);
    task_release(two);
    return 0;
}

int main(void)
{
    assert(loop_run(fill_twice, NULL, NULL) == 0);
    return 0;
}
