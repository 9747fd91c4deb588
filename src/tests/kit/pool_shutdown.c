/* A shutdown that cancels what has not begun: a task is done or cancelled, and main is told which. Nobody is left waiting.
 * BROKEN: what has not begun is forgotten. */
#include <assert.h>
#include <errno.h>
#include <pthread.h>

#include "pool.h"

static struct pool pool;
static int done;

static int work(void *argument, void **value)
{
    *value = argument;
    done++;
    return 0;
}

static void shut_down(void)
{
#ifdef BROKEN
    pthread_mutex_lock(&pool.lock);
    pool.first = NULL;
    pool.last = &pool.first;
    pthread_mutex_unlock(&pool.lock);
    pool_shutdown(&pool, POOL_WAIT);
#else
    assert(pool_shutdown(&pool, POOL_WAIT | POOL_CANCEL) == 0);
#endif
}

int main(void)
{
    struct future *future;
    assert(pool_init(&pool, 1) == 0);
    assert(pool_submit(&pool, work, &done, &future) == 0);
    shut_down();
    assert(pool_submit(&pool, work, &done, NULL) == ESHUTDOWN);
    int error = future_result(future, NULL);
    assert(error == (done ? 0 : ECANCELED));
    future_release(future);
    pool_destroy(&pool);
    return 0;
}
