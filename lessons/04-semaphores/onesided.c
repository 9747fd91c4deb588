// broken on purpose: nobody tells the producer that it may go on
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

enum { ROUNDS = 2 };

static sem_t full;
static _Atomic int item;

static void *produce(void *unused)
{
    for (int i = 1; i <= ROUNDS; i++) {
        item = i;                       // @over
        sem_post(&full);
    }
    return unused;
}

static void *consume(void *unused)
{
    int sum = 0;
    for (int i = 1; i <= ROUNDS; i++) {
        sem_wait(&full);
        sum += item;
    }
    printf("sum %d\n", sum);
    return unused;
}

int main(void)
{
    pthread_t producer, consumer;
    sem_init(&full, 0, 0);
    pthread_create(&producer, NULL, produce, NULL);
    pthread_create(&consumer, NULL, consume, NULL);
    pthread_join(producer, NULL);
    pthread_join(consumer, NULL);
    return 0;
}
