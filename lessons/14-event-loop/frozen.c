// broken on purpose: one of three waits in a way that stops them all
#include <stdio.h>
#include <unistd.h>

#include "task_group.h"

static void look_up(void)
{
    sleep(2);                                   // @freeze
}

static int tick(void *unused, void **value)
{
    (void)unused, (void)value;
    for (int k = 0; k < 3; k++) {
        printf("%s at %ld s\n", task_name(task_current()),
               loop_time() / 1000);
        loop_sleep(1000);
    }
    return 0;
}

static int ask(void *unused, void **value)
{
    (void)unused, (void)value;
    loop_sleep(500);
    look_up();
    return 0;
}

static int run(void *unused, void **value)
{
    (void)unused, (void)value;
    struct task_group group;
    task_group_begin(&group);
    task_group_start(&group, "ann", tick, NULL, NULL);
    task_group_start(&group, "bob", ask, NULL, NULL);
    task_group_start(&group, "cid", tick, NULL, NULL);
    return task_group_end(&group, 0);
}

static void tell(const char *name, long ms)
{
    printf("%s has held the loop for %ld s\n", name, ms / 1000);
}

int main(void)
{
    struct loop_options debug = { .slow_ms = 100, .slow = tell };
    return loop_run_with(&debug, run, NULL, NULL);      // @debug
}
