/* A thread looks at a local variable of a coroutine. BROKEN: which may have been destroyed by then. */
#include <assert.h>
#include <pthread.h>

#include "coroutine.h"

static pthread_t other;

static void *work(void *count)
{
    assert(*(int *)count == 1);
    return NULL;
}

static void *owner(void *argument)
{
    int count = 1;
    pthread_create(&other, NULL, work, &count);
    coroutine_yield(argument);
    return argument;
}

int main(void)
{
    struct coroutine coroutine;
    assert(coroutine_init(&coroutine, owner, 0) == 0);
    coroutine_resume(&coroutine, NULL, NULL);
#ifndef BROKEN
    pthread_join(other, NULL);
#endif
    coroutine_destroy(&coroutine);
#ifdef BROKEN
    pthread_join(other, NULL);
#endif
    return 0;
}
