/* A normal mutex, locked again by its owner. */
/* expect: deadlock 0 */
#include "run.h"
static pthread_mutex_t m;
static void *twice(void *unused)
{
    pthread_mutex_lock(&m);
    pthread_mutex_lock(&m);
    pthread_mutex_unlock(&m);
    pthread_mutex_unlock(&m);
    return unused;
}
int main(void)
{
    pthread_mutexattr_t kind;
    pthread_mutexattr_init(&kind);
#ifdef SOUND
    pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_RECURSIVE);
#else
    pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_NORMAL);
#endif
    pthread_mutex_init(&m, &kind);
    run(twice, twice, NULL, NULL);
    return 0;
}
