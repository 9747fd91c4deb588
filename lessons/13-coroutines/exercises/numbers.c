// Exercise: two callers take numbers from one generator.
#include <pthread.h>
#include <stdio.h>

#include "generator.h"

struct line { struct generator numbers; };

static struct line line;

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
    generator_next(&line.numbers, &number);
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
