/* The token for the mutex is taken before the one for the item: nobody can bring an item any more. */
/* expect: deadlock 0 */
#include "run.h"
#include <semaphore.h>
static sem_t mutex, items;
static void *consume(void *unused)
{
#ifdef SOUND
    sem_wait(&items);
    sem_wait(&mutex);
#else
    sem_wait(&mutex);
    sem_wait(&items);
#endif
    sem_post(&mutex);
    return unused;
}
static void *produce(void *unused)
{
    sem_wait(&mutex);
    sem_post(&items);
    sem_post(&mutex);
    return unused;
}
int main(void)
{
    sem_init(&mutex, 0, 1);
    sem_init(&items, 0, 0);
    run(consume, produce, NULL, NULL);
    return 0;
}
