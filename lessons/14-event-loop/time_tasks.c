// Many sleep ten times 10 ms each. Arguments: tasks or threads, many.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "task.h"

enum { TIMES = 10, MS = 10 };

static size_t many, slept;

static int sleep_in_loop(void *unused, void **value)
{
    (void)unused, (void)value;
    for (int k = 0; k < TIMES; k++)
        if (loop_sleep(MS) != 0)
            return 1;
    slept++;
    return 0;
}

static int run(void *unused, void **value)
{
    struct task **all = calloc(many, sizeof *all);
    size_t begun = 0;
    (void)unused, (void)value;
    while (all && begun < many
           && !task_create(&all[begun], "one", sleep_in_loop, NULL))
        begun++;
    for (size_t k = 0; k < begun; k++) {
        task_await(all[k], NULL);
        task_release(all[k]);
    }
    free(all);
    return 0;
}

static void *sleep_alone(void *unused)
{
    struct timespec time = { .tv_nsec = MS * 1000000L };
    for (int k = 0; k < TIMES; k++)
        nanosleep(&time, NULL);
    return unused;
}

static void run_threads(void)
{
    pthread_t *all = calloc(many, sizeof *all);
    size_t begun = 0;
    while (all && begun < many
           && !pthread_create(&all[begun], NULL, sleep_alone, NULL))
        begun++;
    for (size_t k = 0; k < begun; k++, slept++)
        pthread_join(all[k], NULL);
    free(all);
}

int main(int argc, char **argv)
{
    many = argc == 3 ? (size_t)atol(argv[2]) : 0;
    if (many > 0 && strcmp(argv[1], "tasks") == 0)
        loop_run(run, NULL, NULL);
    else if (many > 0)
        run_threads();
    printf("%zu slept\n", slept);
    return 0;
}
