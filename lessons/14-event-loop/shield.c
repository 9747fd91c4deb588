// Who waits is cancelled; what it waits for is shielded and goes on.
#include <stdio.h>
#include <string.h>

#include "task.h"

static int save(void *unused, void **value)
{
    (void)unused, (void)value;
    int error = loop_sleep(3000);
    printf("saved: %s\n", error ? "no" : "yes");
    return error;
}

static int wait_shielded(void *saving, void **value)
{
    return task_shield(saving, value);          // @shield
}

static int wait_bare(void *saving, void **value)
{
    return task_await(saving, value);
}

static void try(int (*wait)(void *, void **))
{
    struct task *saving, *waiter;
    task_create(&saving, "saving", save, NULL);
    task_create(&waiter, "waiter", wait, saving);
    loop_sleep(1000);
    task_cancel(waiter);                        // @cancel
    printf("waiter: %s\n", strerror(task_await(waiter, NULL)));
    task_await(saving, NULL);
    task_release(waiter);
    task_release(saving);
}

static int run(void *unused, void **value)
{
    (void)unused, (void)value;
    try(wait_bare);
    try(wait_shielded);
    return 0;
}

int main(void)
{
    struct loop_options options = { .virtual_time = true };
    return loop_run_with(&options, run, NULL, NULL);
}
