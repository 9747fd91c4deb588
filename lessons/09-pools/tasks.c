// Five workers, 23 tasks, and the results in the order of the tasks.
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>

#include "pool.h"

enum { WORKERS = 5, TASKS = 23 };

static atomic_int workers_seen, done[WORKERS];
static _Thread_local int self;          /* 1 to 5; 0: not yet */

static int work(void *argument, void **value)
{
    int *n = argument;
    long ms = 20 + 10 * (*n % 4);       /* some take longer */
    struct timespec time = { .tv_nsec = ms * 1000000 };
    if (self == 0)
        self = atomic_fetch_add(&workers_seen, 1) + 1;
    nanosleep(&time, NULL);             // @work
    atomic_fetch_add(&done[self - 1], 1);
    *n *= *n;
    *value = n;
    return 0;
}

int main(void)
{
    struct pool pool;
    int number[TASKS], sum = 0;
    void *arguments[TASKS], *values[TASKS];
    pool_init(&pool, WORKERS);
    for (int k = 0; k < TASKS; k++) {
        number[k] = k;
        arguments[k] = &number[k];
    }
    pool_map(&pool, work, arguments, values, TASKS);    // @map
    for (int k = 0; k < TASKS; k++)
        sum += *(int *)values[k];
    pool_destroy(&pool);
    for (int k = 0; k < WORKERS; k++)
        printf("%d ", done[k]);
    printf("tasks by the five\n");
    printf("the squares make %d\n", sum);
    return 0;
}
