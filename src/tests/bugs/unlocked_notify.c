/* The state is changed without the lock: between the look and the sleep. */
/* expect: lost wake-up 1 */
#include "run.h"
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;
static atomic_int ready;
static void *wait(void *unused)
{
    pthread_mutex_lock(&m);
    while (!ready)
        pthread_cond_wait(&c, &m);
    pthread_mutex_unlock(&m);
    return unused;
}
static void *tell(void *unused)
{
#ifdef SOUND
    pthread_mutex_lock(&m);
#endif
    ready = 1;
    pthread_cond_signal(&c);
#ifdef SOUND
    pthread_mutex_unlock(&m);
#endif
    return unused;
}
int main(void)
{
    run(wait, tell, NULL, NULL);
    return 0;
}
