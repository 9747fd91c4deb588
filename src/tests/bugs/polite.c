/* Two that step back for each other, for ever. */
/* expect: livelock */
#include "run.h"
static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER, b = PTHREAD_MUTEX_INITIALIZER;
static void both(pthread_mutex_t *first, pthread_mutex_t *second)
{
#ifdef SOUND
    pthread_mutex_lock(&a);
    pthread_mutex_lock(&b);
    (void)first;
    (void)second;
#else
    for (;;) {
        pthread_mutex_lock(first);
        if (pthread_mutex_trylock(second) == 0)
            break;
        pthread_mutex_unlock(first);
    }
#endif
    pthread_mutex_unlock(&b);
    pthread_mutex_unlock(&a);
}
static void *one(void *unused)
{
    both(&a, &b);
    return unused;
}
static void *two(void *unused)
{
    both(&b, &a);
    return unused;
}
int main(void)
{
    run(one, two, NULL, NULL);
    return 0;
}
