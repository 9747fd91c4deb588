/* For test_watched.c: tasks in the lines of an event, a lock, a semaphore and a queue; and a lock that is gone. */
#include "loop_sync.h"

static struct loop_event green;
static struct loop_lock door;
static struct loop_semaphore seats = { .count = 1 };
static struct loop_queue jobs = { .maxsize = 2 };

static int visit(void *argument, void **value)
{
    (void)argument;
    (void)value;
    loop_event_wait(&green);
    loop_lock_acquire(&door);
    loop_sleep(10);
    loop_lock_release(&door);
    loop_semaphore_acquire(&seats);
    loop_sleep(10);
    loop_semaphore_release(&seats);
    return 0;
}

static void try_a_lock(void)
{
    struct loop_lock brief = { 0 };
    loop_lock_acquire(&brief);
    loop_sleep(1);
    loop_lock_release(&brief);
}

static int fill(void *argument, void **value)
{
    (void)value;
    for (long k = 1; k <= 3; k++)
        loop_queue_put(&jobs, argument);
    return 0;
}

static int start(void *argument, void **value)
{
    struct task *ann, *bob, *filler;
    void *item;
    (void)argument;
    task_create(&ann, "ann", visit, NULL);
    task_create(&bob, "bob", visit, NULL);
    loop_sleep(5);
    loop_event_set(&green);
    task_await(ann, value);
    task_await(bob, value);
    try_a_lock();
    task_create(&filler, "filler", fill, NULL);
    loop_sleep(5);
    for (int k = 0; k < 3; k++)
        loop_queue_get(&jobs, &item);
    loop_sleep(1);
    task_release(filler);
    task_release(bob);
    task_release(ann);
    loop_queue_destroy(&jobs);
    return 0;
}

int main(void)
{
    return loop_run_with(&(struct loop_options){ .virtual_time = true }, start, NULL, NULL);
}
