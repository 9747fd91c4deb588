/* One condition for two roles: a signal meant for a consumer wakes a producer's colleague. */
/* expect: all asleep 0 */
#include "run.h"
#ifdef SOUND
#define WAKE pthread_cond_broadcast
#else
#define WAKE pthread_cond_signal
#endif
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;
static int full;
static void *put(void *unused)
{
    pthread_mutex_lock(&m);
    while (full)
        pthread_cond_wait(&c, &m);
    full = 1;
    WAKE(&c);
    pthread_mutex_unlock(&m);
    return unused;
}
static void *get(void *unused)
{
    pthread_mutex_lock(&m);
    while (!full)
        pthread_cond_wait(&c, &m);
    full = 0;
    WAKE(&c);
    pthread_mutex_unlock(&m);
    return unused;
}
int main(void)
{
    run(get, get, put, put);
    return 0;
}
