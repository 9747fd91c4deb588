// A task goes to a pool; main gets a future, and later the result.
#include <stdio.h>

#include "pool.h"

static int number = 3;

static int square(void *argument, void **value)
{
    int *n = argument;
    *n *= *n;
    *value = n;                         // @value
    return 0;
}

int main(void)
{
    struct pool pool;
    struct future *future;
    void *value;
    pool_init(&pool, 1);
    pool_submit(&pool, square, &number, &future);   // @submit
    future_result(future, &value);
    printf("%d\n", *(int *)value);
    future_release(future);
    pool_destroy(&pool);
    return 0;
}
