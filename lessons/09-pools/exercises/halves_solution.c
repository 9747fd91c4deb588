// Who waits is no worker: main halves, and the pool only adds.
#include <stdio.h>

#include "pool.h"

struct part {
    const int *number;
    int count;
    int sum;
};

static struct pool pool;
static const int number[4] = { 1, 2, 3, 4 };

static int add(void *argument, void **value)
{
    struct part *part = argument;
    for (int k = 0; k < part->count; k++)
        part->sum += part->number[k];
    *value = part;
    return 0;
}

static int add_halves(struct part *whole)
{
    struct part half[2] = { { number, 2, 0 }, { number + 2, 2, 0 } };
    void *arguments[2] = { &half[0], &half[1] }, *values[2];
    int error = pool_map(&pool, add, arguments, values, 2);
    whole->sum = half[0].sum + half[1].sum;
    return error;
}

int main(void)
{
    struct part whole = { number, 4, 0 };
    pool_init(&pool, 1);
    add_halves(&whole);
    pool_destroy(&pool);
    printf("%d\n", whole.sum);
    return 0;
}
