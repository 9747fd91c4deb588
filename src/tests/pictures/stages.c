/* For test_watched.c: a generator that asks a generator, on the heap, and a bare coroutine. */
#include <stdio.h>
#include <stdlib.h>

#include "generator.h"

static struct generator numbers;
static struct coroutine echo;

static void *count(struct generator *self, void *unused)
{
    (void)unused;
    for (long k = 1; generator_yield(self, (void *)k, NULL) == 0; k++)
        ;
    return NULL;
}

static void *twice(struct generator *self, void *source)
{
    void *value;
    while (generator_next(source, &value) == 0)
        if (generator_yield(self, (void *)(2 * (long)value), NULL) != 0)
            break;
    return NULL;
}

static void *repeat(void *value)
{
    for (;;)
        value = coroutine_yield(value);
}

int main(void)
{
    struct generator *doubles = malloc(sizeof *doubles);
    void *value;
    generator_init(&numbers, count, NULL);
    generator_init(doubles, twice, &numbers);
    coroutine_init(&echo, repeat, 0);
    for (int k = 0; k < 2; k++) {
        generator_next(doubles, &value);
        coroutine_resume(&echo, value, &value);
        printf("%ld\n", (long)value);
    }
    generator_destroy(doubles);
    generator_destroy(&numbers);
    coroutine_destroy(&echo);
    free(doubles);
    return 0;
}
