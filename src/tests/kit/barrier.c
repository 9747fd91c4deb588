/* Two threads, two rounds: nobody goes on before both are there. One of them is told that it was the last.
 * BROKEN: a barrier that waits for the count and not for the round, used twice. BROKEN_IF: one that is right as long as
 * nobody wakes for nothing. */
#include <assert.h>
#include <pthread.h>

#include "barrier.h"

enum { ROUNDS = 2 };
static struct barrier barrier;
static int finished[2], serial;     /* rounds; how often somebody was the last */

#ifdef BROKEN
static int wait_for_count(struct barrier *b)
{
    int last = 0;
    pthread_mutex_lock(&b->lock);
    if (++b->arrived == b->parties) {
        b->arrived = 0;
        pthread_cond_broadcast(&b->changed);
        last = BARRIER_SERIAL;
    } else {
        while (b->arrived != 0)
            pthread_cond_wait(&b->changed, &b->lock);
    }
    pthread_mutex_unlock(&b->lock);
    return last;
}
#define barrier_wait wait_for_count
#endif

#ifdef BROKEN_IF
static int wait_with_if(struct barrier *b)
{
    int last = 0;
    pthread_mutex_lock(&b->lock);
    if (++b->arrived == b->parties) {
        b->arrived = 0;
        pthread_cond_broadcast(&b->changed);
        last = BARRIER_SERIAL;
    } else {
        pthread_cond_wait(&b->changed, &b->lock);
    }
    pthread_mutex_unlock(&b->lock);
    return last;
}
#define barrier_wait wait_with_if
#endif

static void *run(void *argument)
{
    int me = argument != NULL;
    for (int round = 1; round <= ROUNDS; round++) {
        finished[me] = round;
        if (barrier_wait(&barrier) == BARRIER_SERIAL)
            serial++;           /* the other does so only behind the next barrier, if at all */
        assert(finished[!me] == round);
        if (barrier_wait(&barrier) == BARRIER_SERIAL)
            serial++;
    }
    return NULL;
}

int main(void)
{
    pthread_t other;
    assert(barrier_init(&barrier, 2) == 0);
    pthread_create(&other, NULL, run, &barrier);
    run(NULL);
    pthread_join(other, NULL);
    assert(serial == 2 * ROUNDS);
    barrier_destroy(&barrier);
    return 0;
}
