/* pool.h — a few threads that carry out many tasks: Python's
 * ThreadPoolExecutor.
 *
 *     struct pool pool;
 *     struct future *future;
 *     pool_init(&pool, 4);
 *     pool_submit(&pool, count, &word, &future);
 *     pool_destroy(&pool);        // when all of it is done
 *
 * A task is a function: it returns 0 and a value, or an errno value,
 * best by way of task_raise. Tasks begin in the order in which they
 * were submitted. A task that waits for another one of the same pool
 * keeps a worker busy with waiting: if all of them do, none works.
 *
 * Threads: all calls from any thread, but for init and destroy. Also
 *          from a task, but for waiting for the pool's end.
 * Memory:  the struct is yours. Arguments and values are passed on as
 *          they are. Futures: see future.h.
 * Errors:  0, or an errno value. */
#ifndef POOL_H
#define POOL_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#include "future.h"

struct pool {
    pthread_mutex_t lock;
    pthread_cond_t work;        /* idle workers wait here */
    pthread_cond_t over;        /* the last worker has ended */
    /* hold `lock` for these: */
    struct pool_task *first, **last; /* not begun, the oldest first */
    unsigned alive;             /* workers */
    bool closed;
    /* fixed once pool_init returns: */
    unsigned workers;
    pthread_t *threads;
};

/* EINVAL: no workers; EAGAIN: too many; ENOMEM. */
int pool_init(struct pool *pool, unsigned workers);

/* `run` will be called with `argument`. *future is yours to release;
 * NULL: nobody wants to know. ESHUTDOWN; ENOMEM. */
int pool_submit(struct pool *pool, int (*run)(void *, void **),
                void *argument, struct future **future);

/* run(arguments[k]) for each k below `count`, the value in values[k].
 * Waits for all of them. The error is that of the first, in this
 * order, that failed; those not begun by then are cancelled, and have
 * the value NULL. */
int pool_map(struct pool *pool, int (*run)(void *, void **),
             void *const *arguments, void **values, size_t count);

/* No more can be submitted. POOL_CANCEL: what has not begun never
 * will; its futures are cancelled. POOL_WAIT: returns when the workers
 * have ended. EDEADLK: a task would wait for its own end; the rest of
 * it is done all the same. May be called again. */
enum { POOL_WAIT = 1, POOL_CANCEL = 2 };
int pool_shutdown(struct pool *pool, unsigned how);

void pool_destroy(struct pool *pool);   /* POOL_WAIT, and its end */

/* In a task: `return task_raise(EDOM, "%d is negative", n);` Returns
 * the error, and keeps the message for the task's future. */
int task_raise(int error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
