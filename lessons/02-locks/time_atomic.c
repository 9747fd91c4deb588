// No lock: the addition itself cannot be divided.
#include <stdatomic.h>
#include "counting.h"

static atomic_int share;

static void *up(void *unused)
{
    for (int i = 0; i < TURNS; i++)
        atomic_fetch_add(&share, 1);
    return unused;
}

static void *down(void *unused)
{
    for (int i = 0; i < TURNS; i++)
        atomic_fetch_sub(&share, 1);
    return unused;
}

int main(void)
{
    count_both();
    printf("%d\n", share);
    return 0;
}
