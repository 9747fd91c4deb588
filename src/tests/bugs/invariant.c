/* Two atomics that belong together, and are not changed together. */
/* expect: assertion 1 */
#include "run.h"
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static atomic_int a, b;
static void *step(void *unused)
{
    pthread_mutex_lock(&m);
    a++;
    b++;
    pthread_mutex_unlock(&m);
    return unused;
}
static void *look(void *unused)
{
#ifdef SOUND
    pthread_mutex_lock(&m);
#endif
    int x = a, y = b;
    assert(x == y);
#ifdef SOUND
    pthread_mutex_unlock(&m);
#endif
    return unused;
}
int main(void)
{
    run(step, look, NULL, NULL);
    return 0;
}
