// Exercise: a wish is written over one that nobody has read.
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>

struct mailbox {
    sem_t full;
    atomic_int wish;
};

static struct mailbox mailbox;

static void *ask(void *amount)
{
    mailbox.wish = *(int *)amount;
    sem_post(&mailbox.full);
    return NULL;
}

/* The manager alone has the sum: it needs no lock. */
int main(void)
{
    pthread_t one, two;
    int first = 1, second = 2, sum = 0;
    sem_init(&mailbox.full, 0, 0);
    pthread_create(&one, NULL, ask, &first);
    pthread_create(&two, NULL, ask, &second);
    for (int k = 0; k < 2; k++) {
        sem_wait(&mailbox.full);
        sum += mailbox.wish;
    }
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("sum %d\n", sum);
    return 0;
}
