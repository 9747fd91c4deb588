/* A lock that is tried by writing "taken" to it, whether it is or not; and that is given back too early. */
/* expect: assertion 1 */
#include "run.h"
static atomic_flag taken = ATOMIC_FLAG_INIT;
static atomic_int x;
static void *add(void *unused)
{
    while (atomic_flag_test_and_set(&taken))
        ;
    int t = x;
#ifndef SOUND
    atomic_flag_clear(&taken);
#endif
    x = t + 1;
#ifdef SOUND
    atomic_flag_clear(&taken);
#endif
    return unused;
}
int main(void)
{
    run(add, add, NULL, NULL);
    assert(x == 2);
    return 0;
}
