/* Two threads, two locks, one datum. */
/* expect: data race 0 */
#include "run.h"
static pthread_mutex_t m[2] = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER };
static int x;
static void *add(void *self)
{
#ifdef SOUND
    self = NULL;
#endif
    pthread_mutex_lock(&m[(size_t)self]);
    x++;
    pthread_mutex_unlock(&m[(size_t)self]);
    return NULL;
}
int main(void)
{
    run(add, add, NULL, NULL);
    return 0;
}
