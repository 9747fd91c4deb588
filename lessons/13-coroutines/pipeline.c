// Three stages. Each makes a value when the one after it asks.
#include <stdio.h>

#include "generator.h"

static struct generator numbers, odd, squares;

static void *count(struct generator *self, void *unused)
{
    (void)unused;
    for (long k = 1; ; k++)
        if (generator_yield(self, (void *)k, NULL) != 0)
            return NULL;
}

static void *only_odd(struct generator *self, void *source)
{
    void *value;
    while (generator_next(source, &value) == 0)     // @ask
        if ((long)value % 2 == 1
            && generator_yield(self, value, NULL) != 0)
            break;
    return NULL;
}

static void *square(struct generator *self, void *source)
{
    void *value;
    while (generator_next(source, &value) == 0) {
        long k = (long)value;
        if (generator_yield(self, (void *)(k * k), NULL) != 0)
            break;
    }
    return NULL;
}

int main(void)
{
    void *value;
    generator_init(&numbers, count, NULL);
    generator_init(&odd, only_odd, &numbers);
    generator_init(&squares, square, &odd);
    printf("odd squares:");
    for (int k = 0; k < 2; k++)
        if (generator_next(&squares, &value) == 0)
            printf(" %ld", (long)value);
    printf("\n");
    generator_destroy(&squares);
    generator_destroy(&odd);
    generator_destroy(&numbers);
    return 0;
}
