/* A home-made barrier without a generation: who comes round again slips past, and the other waits for ever. */
/* expect: all asleep 0 */
#include "run.h"
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;
static int arrived, generation;
static void arrive(void)
{
    pthread_mutex_lock(&m);
    int mine = generation;
    if (++arrived == 2) {
        arrived = 0;
        generation++;
        pthread_cond_broadcast(&c);
    } else {
#ifdef SOUND
        while (mine == generation)
#else
        (void)mine;
        while (arrived != 0)
#endif
            pthread_cond_wait(&c, &m);
    }
    pthread_mutex_unlock(&m);
}
static void *twice(void *unused)
{
    arrive();
    arrive();
    return unused;
}
int main(void)
{
    run(twice, twice, NULL, NULL);
    return 0;
}
