// Two orders, but nobody waits for a lock while holding another.
#include <pthread.h>
#include <sched.h>
#include <stdio.h>

static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t b = PTHREAD_MUTEX_INITIALIZER;

static void take(pthread_mutex_t *first, pthread_mutex_t *second)
{
    pthread_mutex_lock(first);
    while (pthread_mutex_trylock(second) != 0) {    // @try
        pthread_mutex_unlock(first);                // back off
        sched_yield();
        pthread_mutex_lock(first);                  // again
    }
    pthread_mutex_unlock(second);
    pthread_mutex_unlock(first);
}

static void *first_a(void *unused)
{
    take(&a, &b);
    return unused;
}

static void *first_b(void *unused)
{
    take(&b, &a);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, first_a, NULL);
    pthread_create(&two, NULL, first_b, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    puts("both are done");
    return 0;
}
