/* The answer of trylock is not looked at. */
/* expect: data race 1 */
#include "run.h"
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int x;
static void *add(void *unused)
{
#ifdef SOUND
    if (pthread_mutex_trylock(&m) != 0)
        return unused;
    x++;
    pthread_mutex_unlock(&m);
#else
    int got = pthread_mutex_trylock(&m);
    x++;
    if (got == 0)
        pthread_mutex_unlock(&m);
#endif
    return unused;
}
int main(void)
{
    run(add, add, NULL, NULL);
    return 0;
}
