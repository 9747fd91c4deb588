// A generator for several threads has a lock beside it.
#include <pthread.h>
#include <stdio.h>

#include "generator.h"

struct line { pthread_mutex_t lock; struct generator numbers; };

static struct line line = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void *count(struct generator *self, void *unused)
{
    (void)unused;
    for (long k = 1; ; k++)
        if (generator_yield(self, (void *)k, NULL) != 0)
            return NULL;
}

static void *ask(void *unused)
{
    void *number = NULL;
    (void)unused;
    pthread_mutex_lock(&line.lock);
    generator_next(&line.numbers, &number);
    pthread_mutex_unlock(&line.lock);
    return number;
}

int main(void)
{
    pthread_t ann, bob;
    void *first, *second;
    generator_init(&line.numbers, count, NULL);
    pthread_create(&ann, NULL, ask, NULL);
    pthread_create(&bob, NULL, ask, NULL);
    pthread_join(ann, &first);
    pthread_join(bob, &second);
    printf("numbers %ld and %ld\n", (long)first, (long)second);
    generator_destroy(&line.numbers);
    return 0;
}
