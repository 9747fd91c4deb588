// main is one of the greenlets: when it waits, the others run.
#include <errno.h>
#include <stdio.h>

#include "greenlet.h"

static int cook(void *seconds, void **value)
{
    const char *name = task_name(task_current());
    (void)value;
    printf("%s puts it on the fire\n", name);
    int error = green_sleep(1000 * (long)seconds);      // @cook
    printf("%s: %s\n", name, error ? "half raw" : "done");
    return error;
}

int main(void)
{
    struct loop_options options = { .virtual_time = true };
    green_begin(&options);
    struct task *both[] = {
        green_spawn("rice", cook, (void *)1L),          // @spawn
        green_spawn("beans", cook, (void *)3L),
    };
    printf("spawned, and not begun\n");
    int error = green_joinall(both, 2, 2000);           // @join
    printf("after %ld s: %s\n", loop_time() / 1000,
           error == ETIMEDOUT ? "we are hungry" : "dinner");
    green_killall(both, 2);
    green_release(both, 2);
    green_end();
    printf("rice for two\n");
    return 0;
}
