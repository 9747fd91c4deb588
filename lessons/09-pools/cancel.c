// One worker, two tasks; main takes the second one back, if it can.
#include <errno.h>
#include <stdio.h>

#include "pool.h"

static int number[2] = { 3, 4 };

static int square(void *argument, void **value)
{
    int *n = argument;
    *n *= *n;
    *value = n;
    return 0;
}

int main(void)
{
    struct pool pool;
    struct future *second;
    pool_init(&pool, 1);
    pool_submit(&pool, square, &number[0], NULL);
    pool_submit(&pool, square, &number[1], &second);
    int error = future_cancel(second);              // @cancel
    printf("%s\n", error == EBUSY ? "too late" : "taken back");
    future_release(second);
    pool_destroy(&pool);
    printf("%d\n", number[0]);
    return 0;
}
