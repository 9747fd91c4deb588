/* Main's loop resumes a coroutine that looks, and yields, until another thread has done something: a loop that goes through
 * two stacks. BROKEN: nobody does it. */
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

static void *look(void *argument)
{
    while (!atomic_load(&ready))
        coroutine_yield(argument);
    return argument;
}

int main(void)
{
    struct coroutine coroutine;
    pthread_t other;
    assert(coroutine_init(&coroutine, look, 0) == 0);
    pthread_create(&other, NULL, work, NULL);
    while (coroutine_resume(&coroutine, NULL, NULL) == 0)
        ;
    pthread_join(other, NULL);
    coroutine_destroy(&coroutine);
    return 0;
}
