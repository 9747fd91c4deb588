// A function that stops in the middle of a loop and goes on there.
#include <stdio.h>

#include "generator.h"

static struct generator numbers;

static void *squares(struct generator *self, void *limit)
{
    for (long k = 1; k <= (long)limit; k++)
        if (generator_yield(self, (void *)(k * k), NULL)) // @yield
            break;
    return NULL;
}

int main(void)
{
    void *value;
    generator_init(&numbers, squares, (void *)3L);
    printf("squares:");
    while (generator_next(&numbers, &value) == 0)
        printf(" %ld", (long)value);
    printf("\n");
    generator_destroy(&numbers);
    return 0;
}
