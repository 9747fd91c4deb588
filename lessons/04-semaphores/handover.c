// A semaphore of 0: who takes a token waits until one is given.
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

static sem_t ready;                     // tokens: items not yet taken
static int item;

static void *produce(void *unused)
{
    item = 42;
    sem_post(&ready);                   // @post
    return unused;
}

static void *consume(void *unused)
{
    sem_wait(&ready);                   // @wait
    printf("got %d\n", item);
    return unused;
}

int main(void)
{
    pthread_t producer, consumer;
    sem_init(&ready, 0, 0);
    pthread_create(&consumer, NULL, consume, NULL);
    pthread_create(&producer, NULL, produce, NULL);
    pthread_join(consumer, NULL);
    pthread_join(producer, NULL);
    return 0;
}
