// Five rounds: one token says "full", another says "empty".
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

enum { ROUNDS = 5 };

static sem_t empty, full;
static int item;

static void *produce(void *unused)
{
    for (int i = 1; i <= ROUNDS; i++) {
        sem_wait(&empty);               // @empty
        item = i;
        sem_post(&full);
    }
    return unused;
}

static void *consume(void *unused)
{
    int sum = 0;
    for (int i = 1; i <= ROUNDS; i++) {
        sem_wait(&full);                // @full
        sum += item;
        sem_post(&empty);
    }
    printf("sum %d\n", sum);
    return unused;
}

int main(void)
{
    pthread_t producer, consumer;
    sem_init(&empty, 0, 1);
    sem_init(&full, 0, 0);
    pthread_create(&producer, NULL, produce, NULL);
    pthread_create(&consumer, NULL, consume, NULL);
    pthread_join(producer, NULL);
    pthread_join(consumer, NULL);
    return 0;
}
