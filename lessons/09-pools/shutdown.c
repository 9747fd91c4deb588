// Closing time: what has begun is finished, the rest is cancelled.
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
    struct future *future[2];
    int done = 0;
    pool_init(&pool, 1);
    for (int k = 0; k < 2; k++)
        pool_submit(&pool, square, &number[k], &future[k]);
    pool_shutdown(&pool, POOL_CANCEL | POOL_WAIT);  // @shutdown
    for (int k = 0; k < 2; k++) {
        done += future_result(future[k], NULL) == 0;
        future_release(future[k]);
    }
    printf("%d done\n", done);
    if (pool_submit(&pool, square, &number[0], NULL) == ESHUTDOWN)
        printf("closed\n");
    pool_destroy(&pool);
    return 0;
}
