/* A ticket lock whose ticket is taken in two steps. */
/* expect: livelock 1 */
#include "run.h"
static atomic_int next, serving, inside;
static void *enter(void *unused)
{
#ifdef SOUND
    int mine = atomic_fetch_add(&next, 1);
#else
    int mine = atomic_load(&next);
    atomic_store(&next, mine + 1);
#endif
    while (atomic_load(&serving) != mine)
        ;
    assert(atomic_fetch_add(&inside, 1) == 0);
    atomic_fetch_sub(&inside, 1);
    atomic_fetch_add(&serving, 1);
    return unused;
}
int main(void)
{
    run(enter, enter, NULL, NULL);
    return 0;
}
