// broken on purpose: a task waits for another one of the same pool
#include <stdio.h>

#include "pool.h"

static struct pool pool;
static int number = 3;

static int add_one(void *argument, void **value)
{
    *(int *)argument += 1;
    *value = argument;
    return 0;
}

static int add_two(void *argument, void **value)
{
    struct future *other;
    *(int *)argument += 1;
    pool_submit(&pool, add_one, argument, &other);
    int error = future_result(other, value);        // @inside
    future_release(other);
    return error;
}

int main(void)
{
    struct future *future;
    void *value;
    pool_init(&pool, 1);
    pool_submit(&pool, add_two, &number, &future);
    future_result(future, &value);
    printf("%d\n", *(int *)value);
    future_release(future);
    pool_destroy(&pool);
    return 0;
}
