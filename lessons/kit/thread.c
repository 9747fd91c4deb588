/* thread.c — see thread.h. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE             /* pthread_setname_np */
#endif
#include "thread.h"

#include <stdio.h>

#include "scoped_lock.h"
#include "waiting.h"

static _Thread_local struct thread *self;

static void end(struct thread *thread, void *result)
{
    SCOPED_LOCK(&thread->lock);
    thread->result = result;
    thread->alive = false;
    pthread_cond_broadcast(&thread->ended);
}

static void *run(void *argument)
{
    self = argument;
    end(self, self->run(self->argument));
    return NULL;
}

/* Holds the lock while it starts: who joins early must find the id. */
static int start(struct thread *thread)
{
    SCOPED_LOCK(&thread->lock);
    int error = pthread_create(&thread->id, NULL, run, thread);
    if (!error)
        pthread_setname_np(thread->id, thread->name);
    return error;
}

int thread_start(struct thread *thread, const char *name,
                 void *(*work)(void *), void *argument)
{
    thread->alive = true;
    thread->joined = false;
    thread->result = NULL;
    thread->run = work;
    thread->argument = argument;
    snprintf(thread->name, sizeof thread->name, "%s", name);
    int error = waiting_init(&thread->lock, &thread->ended);
    if (error)
        return error;
    error = start(thread);
    if (error)
        waiting_destroy(&thread->lock, &thread->ended);
    return error;
}

/* pthread_join may be called only once, so the first who comes does
 * it. With the lock held: the thread has had it for the last time, and
 * what it still has to do is to end. */
int thread_timed_join(struct thread *thread, void **result, long ms)
{
    if (thread == self)
        return EDEADLK;
    SCOPED_LOCK(&thread->lock);
    struct deadline deadline = deadline_in(ms);
    int late = 0;
    while (thread->alive && !late)
        late = wait_until(&thread->ended, &thread->lock, &deadline);
    if (thread->alive)
        return late;
    if (!thread->joined)
        pthread_join(thread->id, NULL);
    thread->joined = true;
    if (result)
        *result = thread->result;
    return 0;
}

int thread_join(struct thread *thread, void **result)
{
    return thread_timed_join(thread, result, WAIT_FOREVER);
}

bool thread_is_alive(struct thread *thread)
{
    SCOPED_LOCK(&thread->lock);
    return thread->alive;
}

const char *thread_name(const struct thread *thread)
{
    return thread->name;
}

struct thread *thread_self(void)
{
    return self;
}

void thread_destroy(struct thread *thread)
{
    thread_join(thread, NULL);
    waiting_destroy(&thread->lock, &thread->ended);
}
