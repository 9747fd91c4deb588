// Three tasks count in step, one line a second.
#include <stdio.h>

#include "task.h"

static int count(void *unused, void **value)
{
    (void)unused, (void)value;
    for (int k = 1; k <= 2; k++) {
        printf("%s %d\n", task_name(task_current()), k);
        loop_sleep(1000);                       // @wait
    }
    return 0;
}

static int run(void *unused, void **value)
{
    (void)unused, (void)value;
    struct task *tasks[3];
    task_create(&tasks[0], "ann", count, NULL);
    task_create(&tasks[1], "bob", count, NULL);
    task_create(&tasks[2], "cid", count, NULL);
    for (int k = 0; k < 3; k++) {
        task_await(tasks[k], NULL);
        task_release(tasks[k]);
    }
    printf("all in %ld s\n", loop_time() / 1000);
    return 0;
}

int main(void)
{
    struct loop_options options = { .virtual_time = true };
    return loop_run_with(&options, run, NULL, NULL);
}
