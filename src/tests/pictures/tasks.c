/* For test_watched.c: tasks that sleep, await, are cancelled, and a call that comes later. */
#include <errno.h>
#include <stdio.h>

#include "loop.h"
#include "task.h"

static int nap(void *argument, void **value)
{
    int error = loop_sleep((long)argument);
    printf("%s at %ld\n", task_name(task_current()), loop_time());
    *value = argument;
    return error;
}

static int fail(void *argument, void **value)
{
    (void)argument;
    (void)value;
    return EDOM;
}

static void ring(void *argument)
{
    printf("%s\n", (const char *)argument);
}

static int start(void *argument, void **value)
{
    struct task *quick, *slow, *bad;
    struct loop_call alarm = { .run = ring, .argument = "ding", .name = "alarm" };
    (void)argument;
    task_create(&slow, "slow", nap, (void *)30L);
    task_create(&quick, "quick", nap, (void *)10L);
    task_create(&bad, "bad", fail, NULL);
    loop_call_later(&alarm, 20);
    task_await(quick, value);
    task_cancel(slow);
    task_await(slow, value);
    loop_sleep(15);
    task_release(bad);
    task_release(slow);
    task_release(quick);
    return 0;
}

int main(void)
{
    return loop_run_with(&(struct loop_options){ .virtual_time = true }, start, NULL, NULL);
}
