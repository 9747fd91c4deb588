/* latch.h — opens once, when it has been counted down to 0. For "wait
 * until all of them are ready"; not to be used a second time.
 *
 *     struct latch ready;
 *     latch_init(&ready, 3);
 *     latch_count_down(&ready);   // each of three threads
 *     latch_wait(&ready);         // main: until all three have
 *     latch_destroy(&ready);
 *
 * Threads: all calls from any thread, but for init and destroy.
 * Memory:  the struct is yours. Destroy it when it has opened and no
 *          further call will come; it then waits for those who are
 *          still on their way out.
 * Errors:  0, or an errno value. */
#ifndef LATCH_H
#define LATCH_H

#include <pthread.h>

struct latch {
    pthread_mutex_t lock;
    pthread_cond_t changed;     /* open; or the last waiter has left */
    /* hold `lock` for these: */
    unsigned count;             /* what is left; 0: open */
    unsigned waiting;           /* threads inside a wait */
};

/* ENOMEM, EAGAIN. */
int latch_init(struct latch *latch, unsigned count);
void latch_destroy(struct latch *latch);

/* EINVAL: it is 0 already. Never waits. */
int latch_count_down(struct latch *latch);

unsigned latch_count(struct latch *latch);

void latch_wait(struct latch *latch);
int latch_timed_wait(struct latch *latch, long ms);  /* ETIMEDOUT */

#endif
