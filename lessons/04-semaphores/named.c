// A semaphore with a name: whoever knows it can open it.
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

static const char name[] = "/threadlab-ready";
static int item;

static void *produce(void *unused)
{
    sem_t *mine = sem_open(name, 0);    // @open
    item = 42;
    sem_post(mine);
    sem_close(mine);
    return unused;
}

static void *consume(void *unused)
{
    sem_t *mine = sem_open(name, 0);
    sem_wait(mine);
    printf("got %d\n", item);
    sem_close(mine);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    sem_unlink(name);                   // left over from another run?
    sem_t *ready = sem_open(name, O_CREAT | O_EXCL, 0600, 0);
    if (ready == SEM_FAILED)
        return 1;
    pthread_create(&one, NULL, consume, NULL);
    pthread_create(&two, NULL, produce, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    sem_close(ready);
    sem_unlink(name);                   // @unlink
    return 0;
}
