/* A pipeline whose first stage holds memory, and is closed before it is over. BROKEN: it is forgotten instead. */
#include <assert.h>
#include <stdlib.h>

#include "generator.h"

static void *numbers(struct generator *self, void *limit)
{
    long *number = malloc(sizeof *number);
    for (*number = 1; *number < (long)limit; (*number)++)
        if (generator_yield(self, (void *)*number, NULL) != 0)
            break;
    free(number);
    return NULL;
}

static void *squares(struct generator *self, void *source)
{
    void *value;
    while (generator_next(source, &value) == 0)
        if (generator_yield(self, (void *)((long)value * (long)value), NULL) != 0)
            break;
    return NULL;
}

static long sum;

int main(void)
{
    struct generator first, second;
    void *value;
    assert(generator_init(&first, numbers, (void *)100) == 0);
    assert(generator_init(&second, squares, &first) == 0);
    while (sum < 14 && generator_next(&second, &value) == 0)
        sum += (long)value;
    assert(sum == 14);
    generator_destroy(&second);
#ifdef BROKEN
    coroutine_destroy(&first.coroutine);
#else
    generator_destroy(&first);
#endif
    return 0;
}
