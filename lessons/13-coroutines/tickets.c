// broken on purpose: two threads ask one generator, without a lock
#include <pthread.h>
#include <stdio.h>

#include "generator.h"

static struct generator tickets;

static void *count(struct generator *self, void *unused)
{
    (void)unused;
    for (long k = 1; ; k++)
        if (generator_yield(self, (void *)k, NULL) != 0)
            return NULL;
}

static void *ask(void *unused)
{
    void *ticket = NULL;
    (void)unused;
    generator_next(&tickets, &ticket);      // @ask
    return ticket;
}

int main(void)
{
    pthread_t ann, bob;
    void *first, *second;
    generator_init(&tickets, count, NULL);
    pthread_create(&ann, NULL, ask, NULL);
    pthread_create(&bob, NULL, ask, NULL);
    pthread_join(ann, &first);
    pthread_join(bob, &second);
    printf("tickets %ld and %ld\n", (long)first, (long)second);
    generator_destroy(&tickets);
    return 0;
}
