/* scoped_lock.h — a lock that is given back when its block is left, by
 * whichever way: what Python calls `with lock:`.
 *
 *     {
 *         SCOPED_LOCK(&mutex);
 *         if (wrong)
 *             return;             // unlocks
 *     }                           // unlocks
 *
 * Made with the cleanup attribute of gcc and clang. A mutex of any type
 * will do; a semaphore has SCOPED_TOKEN. A condition is waited on
 * inside the block, with the same mutex. Errors of locking end the
 * program: a scope that is not protected must not be entered. */
#ifndef SCOPED_LOCK_H
#define SCOPED_LOCK_H

#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>

static inline pthread_mutex_t *scoped_take(pthread_mutex_t *mutex)
{
    if (pthread_mutex_lock(mutex) != 0)
        abort();
    return mutex;
}

static inline void scoped_give(pthread_mutex_t **mutex)
{
    pthread_mutex_unlock(*mutex);
}

static inline sem_t *scoped_wait(sem_t *semaphore)
{
    if (sem_wait(semaphore) != 0)
        abort();
    return semaphore;
}

static inline void scoped_post(sem_t **semaphore)
{
    sem_post(*semaphore);
}

#define SCOPED_LOCK(mutex) \
    __attribute__((cleanup(scoped_give), unused)) \
    pthread_mutex_t *scoped_mutex = scoped_take(mutex)

#define SCOPED_TOKEN(semaphore) \
    __attribute__((cleanup(scoped_post), unused)) \
    sem_t *scoped_semaphore = scoped_wait(semaphore)

#endif
