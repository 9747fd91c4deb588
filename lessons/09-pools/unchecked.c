// broken on purpose: nobody looks whether the task has failed
#include <errno.h>
#include <stdio.h>

#include "pool.h"

static int number = -9;

static int root(void *argument, void **value)
{
    int *n = argument, r = 0;
    if (*n < 0)
        return task_raise(EDOM, "%d has no root", *n);  // @raise
    while ((r + 1) * (r + 1) <= *n)
        r++;
    *n = r;
    *value = n;
    return 0;
}

int main(void)
{
    struct pool pool;
    struct future *future;
    void *value;
    pool_init(&pool, 1);
    pool_submit(&pool, root, &number, &future);
    future_result(future, &value);                      // @result
    printf("%d\n", *(int *)value);
    future_release(future);
    pool_destroy(&pool);
    return 0;
}
