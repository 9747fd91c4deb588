// Ten naps of 1 ms by a pool of ten, three times. Argument: which.
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "green_pool.h"

enum { SIZE = 10, ROUNDS = 3 };

static int nap(void *unused, void **value)
{
    (void)unused, (void)value;
    return green_sleep(1);
}

static int nap_alone(void *unused, void **value)
{
    (void)unused, (void)value;
    return usleep(1000);        // nobody else runs meanwhile
}

static int map(int (*run)(void *, void **))
{
    void *arguments[SIZE] = { NULL };
    struct green_pool pool;
    struct green_unordered naps;
    int done = 0;
    green_pool_init(&pool, SIZE);
    for (int round = 0; round < ROUNDS; round++) {
        green_unordered_init(&naps, &pool, run, arguments, SIZE);
        while (green_unordered_next(&naps, NULL, NULL) == 0)
            done++;
        green_unordered_destroy(&naps);
    }
    return done;
}

/* A byte is a job, and a byte is its result. */
static void work(int jobs, int results)
{
    char job;
    while (read(jobs, &job, 1) == 1) {
        usleep(1000);
        if (write(results, &job, 1) != 1)
            break;
    }
    _exit(0);
}

static int map_in_processes(void)
{
    int jobs[2], results[2], done = 0;
    char job = 0;
    if (pipe(jobs) != 0 || pipe(results) != 0)
        return 0;
    for (int k = 0; k < SIZE; k++)
        if (fork() == 0) {
            close(jobs[1]);
            work(jobs[0], results[1]);
        }
    for (int round = 0; round < ROUNDS; round++) {
        for (int k = 0; k < SIZE; k++)
            (void)!write(jobs[1], &job, 1);
        for (int k = 0; k < SIZE; k++)
            done += read(results[0], &job, 1) == 1;
    }
    close(jobs[1]);             // end of file: the workers end
    while (wait(NULL) > 0)
        ;
    return done;
}

int main(int argc, char **argv)
{
    int done = argc < 2 || strcmp(argv[1], "processes") == 0
        ? map_in_processes()
        : map(strcmp(argv[1], "greenlets") == 0 ? nap : nap_alone);
    printf("%d done\n", done);
    return 0;
}
