/* latch.c — see latch.h. */
#include "latch.h"

#include "scoped_lock.h"
#include "waiting.h"

int latch_init(struct latch *latch, unsigned count)
{
    latch->count = count;
    latch->waiting = 0;
    return waiting_init(&latch->lock, &latch->changed);
}

/* Who has been woken still needs the lock to leave. */
void latch_destroy(struct latch *latch)
{
    pthread_mutex_lock(&latch->lock);
    while (latch->waiting > 0)
        pthread_cond_wait(&latch->changed, &latch->lock);
    pthread_mutex_unlock(&latch->lock);
    waiting_destroy(&latch->lock, &latch->changed);
}

/* Wakes with the lock in hand: after that, the latch may be gone. */
int latch_count_down(struct latch *latch)
{
    SCOPED_LOCK(&latch->lock);
    if (latch->count == 0)
        return EINVAL;
    if (--latch->count == 0)
        pthread_cond_broadcast(&latch->changed);
    return 0;
}

unsigned latch_count(struct latch *latch)
{
    SCOPED_LOCK(&latch->lock);
    return latch->count;
}

int latch_timed_wait(struct latch *latch, long ms)
{
    SCOPED_LOCK(&latch->lock);
    struct deadline deadline = deadline_in(ms);
    int late = 0;
    latch->waiting++;
    while (latch->count > 0 && !late)
        late = wait_until(&latch->changed, &latch->lock, &deadline);
    if (--latch->waiting == 0)
        pthread_cond_broadcast(&latch->changed);    /* for destroy */
    return latch->count == 0 ? 0 : late;
}

void latch_wait(struct latch *latch)
{
    latch_timed_wait(latch, WAIT_FOREVER);
}
