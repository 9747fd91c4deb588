/* WORKERS map two numbers. BROKEN: the values are read before the workers have ended, from the tasks and not the map. */
#include <assert.h>

#include "pool.h"

#ifndef WORKERS
#define WORKERS 1
#endif

static struct pool pool;
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
    void *arguments[2] = { &number[0], &number[1] }, *values[2];
    assert(pool_init(&pool, WORKERS) == 0);
#ifdef BROKEN
    for (int k = 0; k < 2; k++) {
        assert(pool_submit(&pool, square, arguments[k], NULL) == 0);
        values[k] = arguments[k];
    }
#else
    assert(pool_map(&pool, square, arguments, values, 2) == 0);
#endif
    assert(*(int *)values[0] == 9 && *(int *)values[1] == 16);
    pool_destroy(&pool);
    return 0;
}
