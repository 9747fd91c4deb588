/* Two atomic steps are not one. */
/* expect: assertion 1 */
#include "run.h"
static atomic_int x;
static void *add(void *unused)
{
#ifdef SOUND
    atomic_fetch_add(&x, 1);
#else
    int t = atomic_load(&x);
    atomic_store(&x, t + 1);
#endif
    return unused;
}
int main(void)
{
    run(add, add, NULL, NULL);
    assert(x == 2);
    return 0;
}
