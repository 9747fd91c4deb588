/* The lock is destroyed while a thread holds it. */
/* expect: misuse 0 */
#include "run.h"
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static void *hold(void *unused)
{
    pthread_mutex_lock(&m);
    pthread_mutex_unlock(&m);
    return unused;
}
int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, hold, NULL);
#ifdef SOUND
    pthread_join(thread, NULL);
    pthread_mutex_destroy(&m);
#else
    pthread_mutex_destroy(&m);
    pthread_join(thread, NULL);
#endif
    return 0;
}
