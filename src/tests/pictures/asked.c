// Two threads ask one generator for its only value: a race on what the kit keeps of it.
#include <pthread.h>
#include <stddef.h>

#include "generator.h"

static struct generator values;

static void *give(struct generator *self, void *value)
{
    generator_yield(self, value, NULL);
    return NULL;
}

static void *ask(void *value)
{
    generator_next(&values, &value);
    return NULL;
}

int main(void)
{
    pthread_t other;
    generator_init(&values, give, NULL);
    pthread_create(&other, NULL, ask, NULL);
    ask(NULL);
    pthread_join(other, NULL);
    return 0;
}
