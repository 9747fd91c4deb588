// A nap of ten seconds, and four ways to wait no more than one.
#include <stdio.h>
#include <string.h>

#include "task_wait.h"

static int sleep_long(void *unused, void **value)
{
    (void)unused, (void)value;
    return loop_sleep(10000);
}

static int by_wait_for(struct task *nap)
{
    return task_wait_for(nap, 1000, NULL);      // @wait_for
}

static int by_block(struct task *nap)
{
    struct task_timeout limit;
    task_timeout_begin(&limit, 1000);           // @block
    int error = task_await(nap, NULL);
    return task_timeout_end(&limit, error);
}

static int by_wait(struct task *nap)
{
    return task_wait(&nap, 1, TASK_ALL, 1000);  // @wait
}

static void end_nap(void *nap)
{
    task_cancel(nap);
}

static int by_timer(struct task *nap)
{
    struct loop_call alarm = { .run = end_nap, .argument = nap };
    loop_call_later(&alarm, 1000);              // @timer
    int error = task_await(nap, NULL);
    loop_call_cancel(&alarm);
    return error;
}

static void try(const char *name, int (*way)(struct task *))
{
    struct task *nap;
    task_create(&nap, "nap", sleep_long, NULL);
    int error = way(nap);
    printf("%s: %s; %s\n", name, strerror(error),
           task_is_over(nap) ? "it is over" : "it sleeps on");
    task_release(nap);
}

static int run(void *unused, void **value)
{
    (void)unused, (void)value;
    try("wait for", by_wait_for);
    try("block", by_block);
    try("wait", by_wait);
    try("timer", by_timer);
    printf("four waits in %ld s\n", loop_time() / 1000);
    return 0;
}

int main(void)
{
    struct loop_options options = { .virtual_time = true };
    return loop_run_with(&options, run, NULL, NULL);
}
