/* What is given to another thread inside a copied structure is written once more. */
/* expect: data race 0 */
#include <stdlib.h>
#include <string.h>
#include "run.h"
struct parcel { char kind; int *what; char label[24]; } __attribute__((packed));
static struct parcel shelf[2];
static atomic_int full;
static volatile int seen;
static void *give(void *unused)
{
    struct parcel parcel = { .kind = 'a', .what = malloc(sizeof(int)) };
    *parcel.what = 1;
    shelf[0] = parcel;
    memcpy(&shelf[1], &parcel, sizeof parcel);
#ifdef SOUND
    *parcel.what = 2;
#endif
    atomic_store(&full, 1);
#ifndef SOUND
    *parcel.what = 2;
#endif
    return unused;
}
static void *take(void *unused)
{
    if (atomic_load(&full))
        seen = *shelf[1].what;
    return unused;
}
int main(void)
{
    run(give, take, NULL, NULL);
    free(shelf[0].what);
    return 0;
}
