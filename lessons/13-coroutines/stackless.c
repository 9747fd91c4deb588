// The squares again, from a function that has no stack of its own.
#include <stdio.h>

#include "stackless.h"

struct squares {
    struct stackless at;
    long k;
};

static struct squares low, high = { .k = 10 };

static enum stackless_status next(struct squares *self)
{
    STACKLESS_BEGIN(&self->at);
    for (;;) {
        self->k++;
        STACKLESS_YIELD(&self->at);         // @stop
    }
    STACKLESS_END(&self->at);
}

int main(void)
{
    printf("squares:");
    for (int k = 0; k < 3; k++) {
        if (next(&low) == STACKLESS_YIELDED)
            printf(" %ld", low.k * low.k);
        if (next(&high) == STACKLESS_YIELDED)
            printf(" %ld", high.k * high.k);
    }
    printf("\n");
    return 0;
}
