/* A barrier for three, and two who come. */
/* expect: deadlock 0 */
#include "run.h"
static pthread_barrier_t b;
static void *come(void *unused)
{
    pthread_barrier_wait(&b);
    return unused;
}
int main(void)
{
#ifdef SOUND
    pthread_barrier_init(&b, NULL, 2);
#else
    pthread_barrier_init(&b, NULL, 3);
#endif
    run(come, come, NULL, NULL);
    return 0;
}
