/* The signal is given before anyone waits, and nothing remembers it. */
/* expect: lost wake-up 0 */
#include "run.h"
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;
static int ready;
static void *wait(void *unused)
{
    pthread_mutex_lock(&m);
#ifdef SOUND
    while (!ready)
#endif
        pthread_cond_wait(&c, &m);
    pthread_mutex_unlock(&m);
    return unused;
}
static void *tell(void *unused)
{
    pthread_mutex_lock(&m);
    ready = 1;
    pthread_cond_signal(&c);
    pthread_mutex_unlock(&m);
    return unused;
}
int main(void)
{
    run(wait, tell, NULL, NULL);
    return 0;
}
