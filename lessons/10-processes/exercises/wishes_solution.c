// Who has a wish waits until there is room for it.
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>

struct mailbox {
    sem_t full, empty;
    atomic_int wish;
};

static struct mailbox mailbox;

static void *ask(void *amount)
{
    sem_wait(&mailbox.empty);
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
    sem_init(&mailbox.empty, 0, 1);
    pthread_create(&one, NULL, ask, &first);
    pthread_create(&two, NULL, ask, &second);
    for (int k = 0; k < 2; k++) {
        sem_wait(&mailbox.full);
        sum += mailbox.wish;
        sem_post(&mailbox.empty);
    }
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("sum %d\n", sum);
    return 0;
}
