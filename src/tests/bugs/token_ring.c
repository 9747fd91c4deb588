/* Each passes on what the one before has; whoever starts too early passes on nothing. */
/* expect: assertion 0 */
#include "run.h"
#include <semaphore.h>
static sem_t turn[4];
static atomic_int token[4];
static void *pass(void *argument)
{
    size_t self = (size_t)argument;
#ifdef SOUND
    sem_wait(&turn[self]);
#endif
    token[self + 1] = token[self] + 1;
    sem_post(&turn[self + 1]);
    return NULL;
}
int main(void)
{
    for (int k = 0; k < 4; k++)
        sem_init(&turn[k], 0, k == 0);
#ifdef SOUND
    run(pass, pass, pass, NULL);
#else
    pthread_t late, early;
    pthread_create(&late, NULL, pass, (void *)0);
    pthread_create(&early, NULL, pass, (void *)1);
    pthread_join(early, NULL);
    pthread_join(late, NULL);
    token[3] = token[2] + 1;
#endif
    assert(token[3] == 3);
    return 0;
}
