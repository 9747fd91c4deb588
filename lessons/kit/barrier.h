/* barrier.h — where threads wait for each other, round after round:
 * what pthread_barrier_t does, made of a mutex and a condition.
 *
 *     struct barrier step;
 *     barrier_init(&step, 2);
 *     for (;;) {                  // each of two threads
 *         work();
 *         barrier_wait(&step);    // none goes on before both are here
 *     }
 *
 * Threads: wait from any thread.
 * Memory:  the struct is yours. Any thread that has come back from the
 *          last wait may destroy it: it then waits until the others
 *          have left as well.
 * Errors:  0, or an errno value. */
#ifndef BARRIER_H
#define BARRIER_H

#include <pthread.h>

enum { BARRIER_SERIAL = -1 };

struct barrier {
    pthread_mutex_t lock;
    pthread_cond_t changed;     /* a round is over; or all have left */
    /* hold `lock` for these: */
    unsigned arrived;           /* in this round */
    unsigned long round;        /* tells one round from the next */
    unsigned inside;            /* threads asleep, or leaving */
    /* fixed once barrier_init returns: */
    unsigned parties;
};

/* EINVAL: no parties; ENOMEM, EAGAIN. */
int barrier_init(struct barrier *barrier, unsigned parties);
void barrier_destroy(struct barrier *barrier);

/* Returns when all are here: BARRIER_SERIAL to one of them, the last
 * to arrive, and 0 to the others. */
int barrier_wait(struct barrier *barrier);

#endif
