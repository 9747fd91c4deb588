/* completed.h — futures in the order in which they are done, whichever
 * that is: Python's as_completed.
 *
 *     struct completed done;
 *     completed_init(&done, futures, 5);
 *     while (completed_next(&done, &future) == 0)
 *         use(future);
 *     completed_destroy(&done);
 *
 * Threads: next from any thread; each future is given to one of them.
 * Memory:  the struct is yours. Hold the futures until it is destroyed,
 *          which waits for those that have not been done by then.
 * Errors:  0, or an errno value. */
#ifndef COMPLETED_H
#define COMPLETED_H

#include <pthread.h>
#include <stddef.h>

#include "future.h"

struct completed {
    pthread_mutex_t lock;
    pthread_cond_t more;
    /* hold `lock` for these: */
    struct future **done;       /* in that order */
    size_t arrived, given;
    size_t expected;
};

/* ENOMEM, EAGAIN: it then has waited for those it knew of. */
int completed_init(struct completed *completed,
                   struct future *const *futures, size_t count);

/* The next that is done or cancelled; waits for it. ENOENT: all have
 * been given. ETIMEDOUT: none within `ms` milliseconds. */
int completed_next(struct completed *completed, struct future **future);
int completed_timed_next(struct completed *completed,
                         struct future **future, long ms);

void completed_destroy(struct completed *completed);

#endif
