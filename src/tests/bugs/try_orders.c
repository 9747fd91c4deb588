/* A lock that could not be got tells nothing of what was done under it before. */
/* expect: data race 0 */
#include "run.h"
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static atomic_int stage;
static int data;
static volatile int seen;
#ifdef SOUND
enum { LOAD = memory_order_acquire, STORE = memory_order_release };
#else
enum { LOAD = memory_order_relaxed, STORE = memory_order_relaxed };
#endif
static void wait_for(int number)
{
    while (atomic_load_explicit(&stage, LOAD) != number)
        ;
}
static void *give(void *unused)
{
    pthread_mutex_lock(&m);
    data = 1;
    pthread_mutex_unlock(&m);
    pthread_mutex_lock(&m);
    atomic_store_explicit(&stage, 1, STORE);
    wait_for(2);
    pthread_mutex_unlock(&m);
    return unused;
}
static void *take(void *unused)
{
    wait_for(1);
    if (pthread_mutex_trylock(&m) == 0)
        pthread_mutex_unlock(&m);
    seen = data;
    atomic_store_explicit(&stage, 2, STORE);
    return unused;
}
int main(void)
{
    run(give, take, NULL, NULL);
    return 0;
}
