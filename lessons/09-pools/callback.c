// Who calls back? Whoever is there when it is over.
#include <stdio.h>

#include "pool.h"

static _Thread_local const char *self = "the worker";
static int number = 3;

static int square(void *argument, void **value)
{
    int *n = argument;
    *n *= *n;
    *value = n;
    return 0;
}

static void tell(struct future *future, void *unused)
{
    (void)future, (void)unused;
    printf("called by %s\n", self);         // @tell
}

int main(void)
{
    struct pool pool;
    struct future *future;
    self = "main";
    pool_init(&pool, 1);
    pool_submit(&pool, square, &number, &future);
    future_add_callback(future, tell, NULL);        // @add
    future_release(future);
    pool_destroy(&pool);
    printf("%d\n", number);
    return 0;
}
