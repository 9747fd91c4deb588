// A callback that takes three seconds, and a task behind it.
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "pool.h"

static int nothing(void *argument, void **value)
{
    *value = argument;
    return 0;
}

static void dawdle(struct future *future, void *unused)
{
    (void)future, (void)unused;
    sleep(3);                           // @dawdle
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
    struct future *first, *second;
    long start = now();
    pool_init(&pool, 1);
    pool_submit(&pool, nothing, NULL, &first);
    future_add_callback(first, dawdle, NULL);
    pool_submit(&pool, nothing, NULL, &second);
    future_result(second, NULL);        // @second
    printf("nothing, done in %ld s\n", now() - start);
    future_release(first);
    future_release(second);
    pool_destroy(&pool);
    return 0;
}
