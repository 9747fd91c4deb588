// Three at once: all of them, the first, and each when it is done.
#include <stdio.h>

#include "task_wait.h"

enum { MANY = 3 };

static int fetch(void *seconds, void **value)
{
    loop_sleep(1000 * (long)seconds);
    *value = seconds;
    return 0;
}

static void start(struct task **tasks)
{
    static const char *const names[] = { "three", "one", "two" };
    static const long seconds[] = { 3, 1, 2 };
    for (int k = 0; k < MANY; k++)
        task_create(&tasks[k], names[k], fetch, (void *)seconds[k]);
}

static void print_as_done(struct task **tasks)
{
    struct task_finished done;
    struct task *task;
    task_finished_init(&done, tasks, MANY);
    printf("as done:");
    while (task_finished_next(&done, &task) == 0)       // @next
        printf(" %s", task_name(task));
    printf("\n");
    task_finished_destroy(&done);
}

static int run(void *unused, void **value)
{
    (void)unused, (void)value;
    struct task *tasks[MANY];
    void *values[MANY];
    start(tasks);
    task_wait(tasks, MANY, TASK_FIRST, -1);             // @first
    printf("after %ld s %s is over, %s is not\n", loop_time() / 1000,
           task_name(tasks[1]), task_name(tasks[2]));
    print_as_done(tasks);
    task_gather(tasks, MANY, values);                   // @gather
    printf("gathered: %ld %ld %ld\n", (long)values[0],
           (long)values[1], (long)values[2]);
    for (int k = 0; k < MANY; k++)
        task_release(tasks[k]);
    return 0;
}

int main(void)
{
    struct loop_options options = { .virtual_time = true };
    return loop_run_with(&options, run, NULL, NULL);
}
