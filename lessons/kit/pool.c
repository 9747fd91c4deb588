/* pool.c — see pool.h. The pool's lock and a future's are never held
 * together, so there is no order in which to take them. */
#include "pool.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "scoped_lock.h"
#include "waiting.h"

/* One allocation for each submit: its place in the line, what to do,
 * and what comes of it. The future stands first: see future_init. */
struct pool_task {
    struct future future;
    struct pool_task *next;
    int (*run)(void *, void **);
    void *argument;
};

static _Thread_local struct pool *own_pool;     /* of a worker */
static _Thread_local char raised[FUTURE_MESSAGE];

int task_raise(int error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(raised, sizeof raised, format, arguments);
    va_end(arguments);
    return error;
}

/* ---- workers ---- */

static void carry_out(struct pool_task *task)
{
    void *value = NULL;
    if (future_begin(&task->future)) {
        raised[0] = '\0';
        int error = task->run(task->argument, &value);
        if (error)
            future_fail(&task->future, error, raised);
        else
            future_succeed(&task->future, value);
    }
    future_release(&task->future);
}

/* The oldest task; waits for one. NULL: there will be no more. */
static struct pool_task *next_task(struct pool *pool)
{
    SCOPED_LOCK(&pool->lock);
    while (!pool->first && !pool->closed)
        pthread_cond_wait(&pool->work, &pool->lock);
    struct pool_task *task = pool->first;
    if (task) {
        pool->first = task->next;
        if (!pool->first)
            pool->last = &pool->first;
    }
    return task;
}

static void leave(struct pool *pool)
{
    SCOPED_LOCK(&pool->lock);
    if (--pool->alive == 0)
        pthread_cond_broadcast(&pool->over);
}

static void *work(void *argument)
{
    struct pool *pool = argument;
    struct pool_task *task;
    own_pool = pool;
    while ((task = next_task(pool)))
        carry_out(task);
    leave(pool);
    return NULL;
}

/* ---- beginning and end ---- */

static int init_conditions(struct pool *pool)
{
    int error = waiting_init(&pool->lock, &pool->work);
    if (error)
        return error;
    error = waiting_condition(&pool->over);
    if (error)
        waiting_destroy(&pool->lock, &pool->work);
    return error;
}

/* Workers that have started wait for the lock, or for work. */
static int start_workers(struct pool *pool, unsigned workers)
{
    SCOPED_LOCK(&pool->lock);
    int error = 0;
    while (!error && pool->workers < workers) {
        pthread_t *thread = &pool->threads[pool->workers];
        error = pthread_create(thread, NULL, work, pool);
        if (!error)
            pool->workers++;
    }
    pool->alive = pool->workers;
    return error;
}

int pool_init(struct pool *pool, unsigned workers)
{
    if (workers == 0)
        return EINVAL;
    pool->first = NULL;
    pool->last = &pool->first;
    pool->closed = false;
    pool->workers = pool->alive = 0;
    pool->threads = calloc(workers, sizeof *pool->threads);
    int error = pool->threads ? init_conditions(pool) : ENOMEM;
    if (error) {
        free(pool->threads);
        return error;
    }
    error = start_workers(pool, workers);
    if (error)
        pool_destroy(pool);
    return error;
}

static struct pool_task *close_pool(struct pool *pool, bool cancel)
{
    SCOPED_LOCK(&pool->lock);
    struct pool_task *rest = NULL;
    pool->closed = true;
    if (cancel) {
        rest = pool->first;
        pool->first = NULL;
        pool->last = &pool->first;
    }
    pthread_cond_broadcast(&pool->work);
    return rest;
}

static void cancel_all(struct pool_task *task)
{
    while (task) {
        struct pool_task *next = task->next;
        future_cancel(&task->future);
        future_release(&task->future);
        task = next;
    }
}

int pool_shutdown(struct pool *pool, unsigned how)
{
    cancel_all(close_pool(pool, how & POOL_CANCEL));
    if (!(how & POOL_WAIT))
        return 0;
    if (own_pool == pool)
        return EDEADLK;
    SCOPED_LOCK(&pool->lock);
    while (pool->alive > 0)
        pthread_cond_wait(&pool->over, &pool->lock);
    return 0;
}

void pool_destroy(struct pool *pool)
{
    pool_shutdown(pool, POOL_WAIT);
    for (unsigned k = 0; k < pool->workers; k++)
        pthread_join(pool->threads[k], NULL);
    free(pool->threads);
    pthread_cond_destroy(&pool->over);
    waiting_destroy(&pool->lock, &pool->work);
}

/* ---- tasks ---- */

static int enqueue(struct pool *pool, struct pool_task *task)
{
    SCOPED_LOCK(&pool->lock);
    if (pool->closed)
        return ESHUTDOWN;
    *pool->last = task;
    pool->last = &task->next;
    pthread_cond_signal(&pool->work);
    return 0;
}

/* The second holder comes before the task can be seen: it might be
 * over, and gone, before enqueue returns. */
int pool_submit(struct pool *pool, int (*run)(void *, void **),
                void *argument, struct future **future)
{
    struct pool_task *task = malloc(sizeof *task);
    if (!task)
        return ENOMEM;
    task->next = NULL;
    task->run = run;
    task->argument = argument;
    int error = future_init(&task->future);
    if (error) {
        free(task);
        return error;
    }
    if (future)
        future_hold(&task->future);
    error = enqueue(pool, task);
    if (!error && future)
        *future = &task->future;
    if (error) {
        if (future)
            future_release(&task->future);
        future_release(&task->future);
    }
    return error;
}

/* ---- map ---- */

/* Waits for them in order; after an error, cancels what can still be
 * cancelled, and waits for the others: they use the arguments. */
static int collect(struct future **futures, void **values, size_t count,
                   int error)
{
    for (size_t k = 0; k < count; k++) {
        if (error)
            future_cancel(futures[k]);
        int own = future_result(futures[k], &values[k]);
        if (!error)
            error = own;
        future_release(futures[k]);
    }
    return error;
}

int pool_map(struct pool *pool, int (*run)(void *, void **),
             void *const *arguments, void **values, size_t count)
{
    struct future **futures = calloc(count, sizeof *futures);
    size_t submitted = 0;
    int error = futures || count == 0 ? 0 : ENOMEM;
    for (size_t k = 0; k < count; k++)
        values[k] = NULL;
    while (!error && submitted < count) {
        error = pool_submit(pool, run, arguments[submitted],
                            &futures[submitted]);
        if (!error)
            submitted++;
    }
    error = collect(futures, values, submitted, error);
    free(futures);
    return error;
}
