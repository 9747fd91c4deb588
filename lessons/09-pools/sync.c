// A second of work for the pool and one for main, one after the other.
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "pool.h"

static int number = 42;

static int ask_far_away(void *argument, void **value)
{
    sleep(1);
    *value = argument;
    return 0;
}

static long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (long)time.tv_sec;
}

int main(void)
{
    struct pool pool;
    struct future *future;
    void *value;
    long start = now();
    pool_init(&pool, 1);
    pool_submit(&pool, ask_far_away, &number, &future);
    future_result(future, &value);      // @wait
    sleep(1);                           /* work of main's own */
    printf("after %ld s\n%d\n", now() - start, *(int *)value);
    future_release(future);
    pool_destroy(&pool);
    return 0;
}
