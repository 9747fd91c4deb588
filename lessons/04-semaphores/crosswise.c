// broken on purpose: two semaphores, taken in two orders
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

static sem_t printer, scanner;          // one token each

static void *copy(void *unused)
{
    sem_wait(&scanner);
    sem_wait(&printer);                 // @second
    sem_post(&printer);
    sem_post(&scanner);
    return unused;
}

static void *test(void *unused)
{
    sem_wait(&printer);
    sem_wait(&scanner);
    sem_post(&scanner);
    sem_post(&printer);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    sem_init(&printer, 0, 1);
    sem_init(&scanner, 0, 1);
    pthread_create(&one, NULL, copy, NULL);
    pthread_create(&two, NULL, test, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    puts("both are done");
    return 0;
}
