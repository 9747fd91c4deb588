/* A coroutine waits in a loop for what another thread does; main's own loop is on another stack. BROKEN: nobody does it. */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

#include "coroutine.h"

static atomic_int ready;

static void *work(void *argument)
{
#ifndef BROKEN
    atomic_store(&ready, 1);
#endif
    return argument;
}

static void *poll(void *argument)
{
    coroutine_yield(argument);
    while (!atomic_load(&ready))
        ;
    return argument;
}

int main(void)
{
    struct coroutine coroutine;
    pthread_t other;
    assert(coroutine_init(&coroutine, poll, 0) == 0);
    coroutine_resume(&coroutine, NULL, NULL);
    pthread_create(&other, NULL, work, NULL);
    coroutine_resume(&coroutine, NULL, NULL);
    assert(coroutine_status(&coroutine) == COROUTINE_DONE);
    pthread_join(other, NULL);
    coroutine_destroy(&coroutine);
    return 0;
}
