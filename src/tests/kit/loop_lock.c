/* What takes a wait to be changed needs a lock, also in a loop. BROKEN: without one, an update is lost. */
#include <assert.h>

#include "loop_sync.h"
#include "task_wait.h"

enum { TASKS = 3 };

static struct loop_lock lock;
static int count;

static int add(void *argument, void **value)
{
    (void)argument;
    (void)value;
#ifndef BROKEN
    assert(loop_lock_acquire(&lock) == 0);
#endif
    int seen = count;
    loop_sleep(10);
    count = seen + 1;
#ifndef BROKEN
    assert(loop_lock_release(&lock) == 0);
#endif
    return 0;
}

static int add_thrice(void *argument, void **value)
{
    struct task *tasks[TASKS];
    (void)argument;
    (void)value;
    for (int k = 0; k < TASKS; k++)
        assert(task_create(&tasks[k], "add", add, NULL) == 0);
    assert(task_gather(tasks, TASKS, NULL) == 0);
    for (int k = 0; k < TASKS; k++)
        task_release(tasks[k]);
    return 0;
}

int main(void)
{
    assert(loop_run(add_thrice, NULL, NULL) == 0);
    assert(count == TASKS);
    return 0;
}
