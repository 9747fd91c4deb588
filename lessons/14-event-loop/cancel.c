// Two are asked to end. One tidies up and does; the other goes on.
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "task.h"

static int obey(void *unused, void **value)
{
    (void)unused, (void)value;
    int error = loop_sleep(10000);              // @asleep
    if (error)
        printf("obedient tidies up\n");
    return error;
}

static int insist(void *unused, void **value)
{
    (void)unused, (void)value;
    if (loop_sleep(10000) == ECANCELED) {
        task_uncancel(task_current());
        printf("stubborn sleeps on\n");
        loop_sleep(10000);
    }
    return 0;
}

static int run(void *unused, void **value)
{
    (void)unused, (void)value;
    struct task *obedient, *stubborn;
    task_create(&obedient, "obedient", obey, NULL);
    task_create(&stubborn, "stubborn", insist, NULL);
    loop_sleep(1000);
    task_cancel(obedient);
    task_cancel(stubborn);                      // @cancel
    printf("both are asked\n");
    int first = task_await(obedient, NULL);
    printf("%ld s: %s\n", loop_time() / 1000, strerror(first));
    int second = task_await(stubborn, NULL);
    printf("%ld s: %s\n", loop_time() / 1000, strerror(second));
    task_release(obedient);
    task_release(stubborn);
    return 0;
}

int main(void)
{
    struct loop_options options = { .virtual_time = true };
    return loop_run_with(&options, run, NULL, NULL);
}
