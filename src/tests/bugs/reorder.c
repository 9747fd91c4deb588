/* Two setters and a checker that expects both or none. */
/* expect: assertion 1 */
#include "run.h"
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static atomic_int a, b;
static void *set(void *unused)
{
#ifdef SOUND
    pthread_mutex_lock(&m);
#endif
    a = 1;
    b = -1;
#ifdef SOUND
    pthread_mutex_unlock(&m);
#endif
    return unused;
}
static void *check(void *unused)
{
    pthread_mutex_lock(&m);
    assert(a + b == 0);
    pthread_mutex_unlock(&m);
    return unused;
}
int main(void)
{
    run(set, set, check, NULL);
    return 0;
}
