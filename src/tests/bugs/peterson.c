/* Peterson's lock with the flag raised too late. */
/* expect: assertion 2 */
#include "run.h"
static atomic_int want[2], inside;
#ifdef SOUND
static atomic_int turn;
#endif
static void *enter(void *argument)
{
    size_t me = (size_t)argument;
#ifdef SOUND
    want[me] = 1;
    turn = !me;
    while (want[!me] && turn == (int)!me)
        ;
#else
    while (want[!me])
        ;
    want[me] = 1;
#endif
    assert(atomic_fetch_add(&inside, 1) == 0);
    atomic_fetch_sub(&inside, 1);
    want[me] = 0;
    return NULL;
}
int main(void)
{
    run(enter, enter, NULL, NULL);
    return 0;
}
