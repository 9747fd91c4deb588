/* A flag by hand instead of pthread_once. */
/* expect: assertion 1 */
#include "run.h"
static pthread_once_t once = PTHREAD_ONCE_INIT;
static atomic_int made, times;
static void make(void)
{
    atomic_fetch_add(&times, 1);
}
static void *use(void *unused)
{
#ifdef SOUND
    pthread_once(&once, make);
#else
    (void)once;
    if (!made) {
        make();
        made = 1;
    }
#endif
    assert(times == 1);
    return unused;
}
int main(void)
{
    (void)made;
    run(use, use, NULL, NULL);
    return 0;
}
