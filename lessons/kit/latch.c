/* latch.c — see latch.h. */
#include "latch.h"

#include "scoped_lock.h"
#include "waiting.h"

int latch_init(struct latch *latch, unsigned count)
{
    latch->count = count;
    latch->inside = 0;
    return waiting_init(&latch->lock, &latch->changed);
}

/* Who has been woken still needs the lock to leave. */
void latch_destroy(struct latch *latch)
{
    pthread_mutex_lock(&latch->lock);
    while (latch->inside > 0)
        pthread_cond_wait(&latch->changed, &latch->lock);
    pthread_mutex_unlock(&latch->lock);
    waiting_destroy(&latch->lock, &latch->changed);
}

static void leave(struct latch *latch)
{
    if (--latch->inside == 0)
        pthread_cond_broadcast(&latch->changed);    /* for destroy */
}

int latch_count_down(struct latch *latch)
{
    SCOPED_LOCK(&latch->lock);
    if (latch->count == 0)
        return EINVAL;
    if (--latch->count > 0 || latch->inside == 0)
        return 0;               /* nobody to wake, or not yet */
    latch->inside++;
    wake_all(&latch->changed, &latch->lock);
    leave(latch);
    return 0;
}

unsigned latch_count(struct latch *latch)
{
    SCOPED_LOCK(&latch->lock);
    return latch->count;
}

int latch_timed_wait(struct latch *latch, long ms)
{
    struct deadline deadline = deadline_in(ms);
    SCOPED_LOCK(&latch->lock);
    int late = 0;
    latch->inside++;
    while (latch->count > 0 && !late)
        late = wait_until(&latch->changed, &latch->lock, &deadline);
    leave(latch);
    return latch->count == 0 ? 0 : late;
}

void latch_wait(struct latch *latch)
{
    latch_timed_wait(latch, WAIT_FOREVER);
}
