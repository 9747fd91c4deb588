/* future.c — see future.h. */
#include "future.h"

#include <stdio.h>
#include <stdlib.h>

#include "scoped_lock.h"
#include "waiting.h"

struct future_callback {
    struct future_callback *next;
    void (*call)(struct future *, void *);
    void *argument;
};

int future_init(struct future *future)
{
    future->state = FUTURE_PENDING;
    future->error = 0;
    future->value = NULL;
    future->message[0] = '\0';
    future->first = NULL;
    future->last = &future->first;
    atomic_init(&future->holders, 1);
    return waiting_init(&future->lock, &future->over);
}

struct future *future_create(void)
{
    struct future *future = malloc(sizeof *future);
    int error = future ? future_init(future) : ENOMEM;
    if (!error)
        return future;
    free(future);
    errno = error;
    return NULL;
}

void future_hold(struct future *future)
{
    atomic_fetch_add(&future->holders, 1);
}

void future_release(struct future *future)
{
    if (!future || atomic_fetch_sub(&future->holders, 1) > 1)
        return;
    waiting_destroy(&future->lock, &future->over);
    free(future);
}

/* ---- how it ends ---- */

static bool is_over(const struct future *future)
{
    return future->state == FUTURE_DONE
        || future->state == FUTURE_CANCELLED;
}

/* The caller holds the lock. Returns whom to call when it has given it
 * back: later callbacks are called by those who add them. */
static struct future_callback *
finish(struct future *future, enum future_state state, int error)
{
    struct future_callback *callbacks = future->first;
    future->first = NULL;
    future->state = state;
    future->error = error;
    pthread_cond_broadcast(&future->over);
    return callbacks;
}

/* Without the lock: a callback may do with the future what it likes.
 * The thread that calls holds it. */
static void call_all(struct future *future,
                     struct future_callback *callback)
{
    while (callback) {
        struct future_callback *next = callback->next;
        callback->call(future, callback->argument);
        free(callback);
        callback = next;
    }
}

bool future_begin(struct future *future)
{
    SCOPED_LOCK(&future->lock);
    if (future->state != FUTURE_PENDING)
        return false;
    future->state = FUTURE_RUNNING;
    return true;
}

void future_succeed(struct future *future, void *value)
{
    struct future_callback *callbacks;
    {
        SCOPED_LOCK(&future->lock);
        future->value = value;
        callbacks = finish(future, FUTURE_DONE, 0);
    }
    call_all(future, callbacks);
}

void future_fail(struct future *future, int error, const char *message)
{
    struct future_callback *callbacks;
    {
        SCOPED_LOCK(&future->lock);
        snprintf(future->message, sizeof future->message, "%s",
                 message);
        callbacks = finish(future, FUTURE_DONE, error);
    }
    call_all(future, callbacks);
}

int future_cancel(struct future *future)
{
    struct future_callback *callbacks;
    {
        SCOPED_LOCK(&future->lock);
        if (future->state == FUTURE_CANCELLED)
            return 0;
        if (future->state != FUTURE_PENDING)
            return EBUSY;
        callbacks = finish(future, FUTURE_CANCELLED, ECANCELED);
    }
    call_all(future, callbacks);
    return 0;
}

/* Is there still somebody to call it later? */
static bool add(struct future *future, struct future_callback *callback)
{
    SCOPED_LOCK(&future->lock);
    if (is_over(future))
        return false;
    *future->last = callback;
    future->last = &callback->next;
    return true;
}

int future_add_callback(struct future *future,
                        void (*call)(struct future *, void *),
                        void *argument)
{
    struct future_callback *callback = malloc(sizeof *callback);
    if (!callback)
        return ENOMEM;
    *callback = (struct future_callback){
        .call = call, .argument = argument,
    };
    if (!add(future, callback))
        call_all(future, callback);
    return 0;
}

/* ---- what came of it ---- */

int future_timed_result(struct future *future, void **value, long ms)
{
    struct deadline deadline = deadline_in(ms);
    int late = 0;
    SCOPED_LOCK(&future->lock);
    while (!is_over(future)) {
        if (late)
            return late;
        late = wait_until(&future->over, &future->lock, &deadline);
    }
    if (value)
        *value = future->value;
    return future->error;
}

int future_result(struct future *future, void **value)
{
    return future_timed_result(future, value, WAIT_FOREVER);
}

enum future_state future_state(struct future *future)
{
    SCOPED_LOCK(&future->lock);
    return future->state;
}

bool future_is_over(struct future *future)
{
    SCOPED_LOCK(&future->lock);
    return is_over(future);
}

const char *future_message(const struct future *future)
{
    return future->message;
}
