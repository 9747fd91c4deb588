/* barrier.c — see barrier.h. */
#include "barrier.h"

#include "scoped_lock.h"
#include "waiting.h"

int barrier_init(struct barrier *barrier, unsigned parties)
{
    if (parties == 0)
        return EINVAL;
    barrier->arrived = 0;
    barrier->round = 0;
    barrier->inside = 0;
    barrier->parties = parties;
    return waiting_init(&barrier->lock, &barrier->changed);
}

void barrier_destroy(struct barrier *barrier)
{
    pthread_mutex_lock(&barrier->lock);
    while (barrier->inside > 0)
        pthread_cond_wait(&barrier->changed, &barrier->lock);
    pthread_mutex_unlock(&barrier->lock);
    waiting_destroy(&barrier->lock, &barrier->changed);
}

/* Waiting for `arrived` to be 0 would be wrong: a fast thread may be
 * here again, in the next round, before a slow one has woken up in
 * this one. The number of the round cannot be mistaken. */
int barrier_wait(struct barrier *barrier)
{
    SCOPED_LOCK(&barrier->lock);
    unsigned long mine = barrier->round;
    if (++barrier->arrived == barrier->parties) {
        barrier->arrived = 0;
        barrier->round++;
        pthread_cond_broadcast(&barrier->changed);
        return BARRIER_SERIAL;
    }
    barrier->inside++;
    while (barrier->round == mine)
        pthread_cond_wait(&barrier->changed, &barrier->lock);
    if (--barrier->inside == 0)
        pthread_cond_broadcast(&barrier->changed);  /* for destroy */
    return 0;
}
