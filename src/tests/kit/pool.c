/* WORKERS carry out TASKS; the second one fails. BROKEN: a task waits for another one, with one worker: nobody is left to
 * do it. */
#include <assert.h>
#include <errno.h>
#include <string.h>

#include "pool.h"

#ifndef WORKERS
#define WORKERS 1
#endif
#ifndef TASKS
#define TASKS 2
#endif

static struct pool pool;
static int number[2] = { 3, 4 };

static int square(void *argument, void **value)
{
    int *n = argument;
    if (*n == 4)
        return task_raise(EDOM, "%d is too much", *n);
    *n *= *n;
    *value = n;
    return 0;
}

#ifdef BROKEN
static int wait_for_other(void *argument, void **value)
{
    struct future *other;
    assert(pool_submit(&pool, square, argument, &other) == 0);
    int error = future_result(other, value);
    future_release(other);
    return error;
}
#define square wait_for_other
#endif

int main(void)
{
    struct future *future[2];
    void *value = NULL;
    assert(pool_init(&pool, WORKERS) == 0);
    for (int k = 0; k < TASKS; k++)
        assert(pool_submit(&pool, square, &number[k], &future[k]) == 0);
    assert(future_result(future[0], &value) == 0 && value == &number[0] && number[0] == 9);
    if (TASKS == 2)
        assert(future_result(future[1], NULL) == EDOM && strcmp(future_message(future[1]), "4 is too much") == 0);
    for (int k = 0; k < TASKS; k++)
        future_release(future[k]);
    pool_destroy(&pool);
    return 0;
}
