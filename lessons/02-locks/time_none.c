// broken on purpose: a million turns each, without a lock
#include "counting.h"

static volatile int share;              // volatile: each turn is real

static void *up(void *unused)
{
    for (int i = 0; i < TURNS; i++)
        share += 1;
    return unused;
}

static void *down(void *unused)
{
    for (int i = 0; i < TURNS; i++)
        share -= 1;
    return unused;
}

int main(void)
{
    count_both();
    printf("%d\n", share);
    return 0;
}
