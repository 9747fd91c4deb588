// Each says first that it is here, and only then waits.
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

struct friend {
    sem_t here;                 /* a token: this one has arrived */
    struct friend *other;
};

static struct friend ada, bob;

static void *meet(void *friend)
{
    struct friend *self = friend;
    puts("arrives");
    sem_post(&self->here);
    sem_wait(&self->other->here);
    puts("goes on");
    return NULL;
}

int main(void)
{
    pthread_t one, two;
    sem_init(&ada.here, 0, 0);
    sem_init(&bob.here, 0, 0);
    ada.other = &bob;
    bob.other = &ada;
    pthread_create(&one, NULL, meet, &ada);
    pthread_create(&two, NULL, meet, &bob);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    return 0;
}
