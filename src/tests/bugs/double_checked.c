/* Double-checked locking: the pointer is seen before what it points to is ready. */
/* expect: assertion 1 */
#include "run.h"
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static atomic_int made, value;
static void *use(void *unused)
{
    if (!made) {
        pthread_mutex_lock(&m);
        if (!made) {
#ifdef SOUND
            value = 42;
            made = 1;
#else
            made = 1;
            value = 42;
#endif
        }
        pthread_mutex_unlock(&m);
    }
    assert(value == 42);
    return unused;
}
int main(void)
{
    run(use, use, NULL, NULL);
    return 0;
}
