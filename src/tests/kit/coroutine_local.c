/* A local variable of a coroutine that another thread has a pointer to. BROKEN: without a lock. */
#include <assert.h>
#include <pthread.h>

#include "coroutine.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void add(int *count)
{
#ifndef BROKEN
    pthread_mutex_lock(&lock);
#endif
    int seen = *count;
    *count = seen + 1;
#ifndef BROKEN
    pthread_mutex_unlock(&lock);
#endif
}

static void *work(void *count)
{
    add(count);
    return NULL;
}

static void *owner(void *argument)
{
    pthread_t other;
    int count = 0;
    pthread_create(&other, NULL, work, &count);
    coroutine_yield(argument);
    add(&count);
    coroutine_yield(argument);
    pthread_join(other, NULL);
    return (void *)(long)count;
}

int main(void)
{
    struct coroutine coroutine;
    void *count = NULL;
    assert(coroutine_init(&coroutine, owner, 0) == 0);
    while (coroutine_status(&coroutine) != COROUTINE_DONE)
        coroutine_resume(&coroutine, NULL, &count);
    assert((long)count == 2);
    coroutine_destroy(&coroutine);
    return 0;
}
