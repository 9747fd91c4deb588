/* Who is cancelled while he waits for a lock does not have it; who has been given it by then has. BROKEN: he goes on as if he
 * had it in any case. */
#include <assert.h>
#include <errno.h>

#include "loop_sync.h"

static struct loop_lock lock;
static int inside;

static int enter(void *argument, void **value)
{
    (void)argument;
    (void)value;
    int error = loop_lock_acquire(&lock);
#ifndef BROKEN
    if (error)
        return error;
#endif
    assert(inside++ == 0);
    error = loop_sleep(10);
    inside--;
    loop_lock_release(&lock);
    return error;
}

static int cancel_the_second(void *argument, void **value)
{
    struct task *first, *second, *third;
    (void)argument;
    assert(task_create(&first, "first", enter, NULL) == 0);
    assert(task_create(&second, "second", enter, NULL) == 0);
    assert(task_create(&third, "third", enter, NULL) == 0);
    loop_sleep(5);
    task_cancel(second);
    assert(task_await(second, value) == ECANCELED);
    assert(task_await(first, value) == 0 && task_await(third, value) == 0);
    task_release(first);
    task_release(second);
    task_release(third);
    return 0;
}

int main(void)
{
    assert(loop_run(cancel_the_second, NULL, NULL) == 0);
    assert(inside == 0 && !lock.owner);
    return 0;
}
