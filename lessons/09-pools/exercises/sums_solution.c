// A future for each sum, and main waits for both.
#include <stdio.h>

#include "pool.h"

struct sum {
    int from, to;
    int value;
};

static int add(void *argument, void **value)
{
    struct sum *sum = argument;
    for (int n = sum->from; n <= sum->to; n++)
        sum->value += n;
    *value = sum;
    return 0;
}

int main(void)
{
    struct pool pool;
    struct sum low = { 1, 2, 0 }, high = { 3, 4, 0 };
    struct future *first, *second;
    pool_init(&pool, 1);
    pool_submit(&pool, add, &low, &first);
    pool_submit(&pool, add, &high, &second);
    future_result(first, NULL);
    future_result(second, NULL);
    future_release(first);
    future_release(second);
    printf("%d and %d\n", low.value, high.value);
    pool_destroy(&pool);
    return 0;
}
