/* Two tasks that wait for each other, and two workers: no worker sleeps while work waits. BROKEN: submit wakes a worker only
 * when there was nothing to do before. (The pool's source is included here so that this can be said.) */
#include <assert.h>

#ifdef BROKEN
#include <pthread.h>
#define pthread_cond_signal(condition) (pool->first == task ? (pthread_cond_signal)(condition) : 0)
#endif
#include "../../../lessons/kit/pool.c"
#undef pthread_cond_signal

#include "latch.h"

static struct pool shared;
static struct latch both;

static int meet(void *argument, void **value)
{
    latch_count_down(&both);
    latch_wait(&both);
    *value = argument;
    return 0;
}

int main(void)
{
    assert(latch_init(&both, 2) == 0);
    assert(pool_init(&shared, 2) == 0);
    for (int k = 0; k < 2; k++)
        assert(pool_submit(&shared, meet, NULL, NULL) == 0);
    latch_wait(&both);          /* the shutdown would wake everybody */
    pool_destroy(&shared);
    latch_destroy(&both);
    return 0;
}
