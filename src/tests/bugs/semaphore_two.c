/* A semaphore that shall protect, with two tokens. */
/* expect: data race 1 */
#include "run.h"
#include <semaphore.h>
static sem_t s;
static int x;
static void *add(void *unused)
{
    sem_wait(&s);
    x++;
    sem_post(&s);
    return unused;
}
int main(void)
{
#ifdef SOUND
    sem_init(&s, 0, 1);
#else
    sem_init(&s, 0, 2);
#endif
    run(add, add, NULL, NULL);
    return 0;
}
