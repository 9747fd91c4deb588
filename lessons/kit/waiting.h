/* waiting.h — how the parts of the kit sleep: a lock, conditions, and
 * waits that may have a limit.
 *
 * Limits are milliseconds from now. 0 does not wait at all, any number
 * below 0 waits for ever. A limit is turned into a deadline once, on
 * CLOCK_MONOTONIC: waking up for nothing makes no wait longer, and
 * putting the clock on the wall right makes none shorter. */
#ifndef WAITING_H
#define WAITING_H

#include <errno.h>
#include <pthread.h>
#include <time.h>

enum { WAIT_FOREVER = -1 };

struct deadline {
    long ms;                /* as it was asked for */
    struct timespec at;     /* only if ms > 0 */
};

static inline struct deadline deadline_in(long ms)
{
    struct deadline deadline = { .ms = ms };
    if (ms > 0) {
        clock_gettime(CLOCK_MONOTONIC, &deadline.at);
        deadline.at.tv_sec += ms / 1000;
        deadline.at.tv_nsec += ms % 1000 * 1000000;
        if (deadline.at.tv_nsec >= 1000000000) {
            deadline.at.tv_sec++;
            deadline.at.tv_nsec -= 1000000000;
        }
    }
    return deadline;
}

/* A condition whose deadlines are on CLOCK_MONOTONIC. */
static inline int waiting_condition(pthread_cond_t *condition)
{
    pthread_condattr_t attributes;
    int error = pthread_condattr_init(&attributes);
    if (error)
        return error;
    error = pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    if (!error)
        error = pthread_cond_init(condition, &attributes);
    pthread_condattr_destroy(&attributes);
    return error;
}

/* A lock and a condition. After an error there is neither. */
static inline int waiting_init(pthread_mutex_t *lock,
                               pthread_cond_t *condition)
{
    int error = pthread_mutex_init(lock, NULL);
    if (error)
        return error;
    error = waiting_condition(condition);
    if (error)
        pthread_mutex_destroy(lock);
    return error;
}

static inline void waiting_destroy(pthread_mutex_t *lock,
                                   pthread_cond_t *condition)
{
    pthread_cond_destroy(condition);
    pthread_mutex_destroy(lock);
}

/* Gives `lock` back, sleeps, and takes it again: 0 when woken,
 * ETIMEDOUT after the deadline. Whichever it is, look again at what
 * you wait for: a sleeper may wake for nothing, and what it waited for
 * may have come at the last moment. */
static inline int wait_until(pthread_cond_t *condition,
                             pthread_mutex_t *lock,
                             const struct deadline *deadline)
{
    if (deadline->ms == 0)
        return ETIMEDOUT;
    if (deadline->ms < 0)
        return pthread_cond_wait(condition, lock);
    return pthread_cond_timedwait(condition, lock, &deadline->at);
}

#endif
