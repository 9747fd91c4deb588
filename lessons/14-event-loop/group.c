// Three in a group. One fails, and the group ends.
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "task_group.h"

static int load(void *unused, void **value)
{
    (void)unused, (void)value;
    int error = loop_sleep(9000);
    printf("%s is told: %s\n", task_name(task_current()),
           strerror(error));
    return error;
}

static int fail(void *unused, void **value)
{
    (void)unused, (void)value;
    loop_sleep(1000);
    return EDOM;                                // @fail
}

static int clumsy(void *unused, void **value)
{
    (void)unused, (void)value;
    if (loop_sleep(9000) == ECANCELED)
        return EIO;                             // @second
    return 0;
}

static int run(void *unused, void **value)
{
    (void)unused, (void)value;
    struct task_group group;
    task_group_begin(&group);
    task_group_start(&group, "load", load, NULL, NULL);
    task_group_start(&group, "fail", fail, NULL, NULL);
    task_group_start(&group, "clumsy", clumsy, NULL, NULL);
    int error = task_group_end(&group, 0);      // @end
    printf("after %ld s: %s\n", loop_time() / 1000, strerror(error));
    printf("first failed: %s; failures: %u\n", group.failed,
           group.failures);
    return 0;
}

int main(void)
{
    struct loop_options options = { .virtual_time = true };
    return loop_run_with(&options, run, NULL, NULL);
}
