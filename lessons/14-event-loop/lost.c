// broken on purpose: it waits between reading the balance and writing
#include <stdio.h>

#include "task.h"

static int euros;

static int pay_in(void *unused, void **value)
{
    (void)unused, (void)value;
    int before = euros;
    loop_sleep(100);                            // @between
    euros = before + 10;
    return 0;
}

static int run(void *unused, void **value)
{
    (void)unused, (void)value;
    struct task *ann, *bob;
    task_create(&ann, "ann", pay_in, NULL);
    task_create(&bob, "bob", pay_in, NULL);
    task_await(ann, NULL);
    task_await(bob, NULL);
    printf("%d euros\n", euros);
    task_release(ann);
    task_release(bob);
    return 0;
}

int main(void)
{
    struct loop_options options = { .virtual_time = true };
    return loop_run_with(&options, run, NULL, NULL);
}
