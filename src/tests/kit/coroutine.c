/* Two threads take turns with one coroutine, under a lock. BROKEN: without one. */
#include <assert.h>
#include <pthread.h>

#include "coroutine.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct coroutine adder;

static void *add(void *more)
{
    long sum = 0;
    for (;;) {
        sum += (long)more;
        more = coroutine_yield((void *)sum);
    }
    return NULL;
}

static void *work(void *argument)
{
    void *sum;
#ifndef BROKEN
    pthread_mutex_lock(&lock);
#endif
    assert(coroutine_resume(&adder, argument, &sum) == 0);
    assert((long)sum >= (long)argument);
#ifndef BROKEN
    pthread_mutex_unlock(&lock);
#endif
    return NULL;
}

int main(void)
{
    pthread_t one, other;
    void *sum;
    assert(coroutine_init(&adder, add, 0) == 0);
    pthread_create(&one, NULL, work, (void *)1);
    pthread_create(&other, NULL, work, (void *)10);
    pthread_join(one, NULL);
    pthread_join(other, NULL);
    assert(coroutine_resume(&adder, (void *)100, &sum) == 0 && (long)sum == 111);
    assert(coroutine_destroy(&adder) == 0);
    return 0;
}
