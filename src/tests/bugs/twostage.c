/* Two data under two locks, set one after the other: in between they do not fit. */
/* expect: assertion 1 */
#include "run.h"
static pthread_mutex_t m1 = PTHREAD_MUTEX_INITIALIZER, m2 = PTHREAD_MUTEX_INITIALIZER;
static int one, two;
static void *set(void *unused)
{
    pthread_mutex_lock(&m1);
    one = 1;
#ifndef SOUND
    pthread_mutex_unlock(&m1);
#endif
    pthread_mutex_lock(&m2);
    two = one + 1;
    pthread_mutex_unlock(&m2);
#ifdef SOUND
    pthread_mutex_unlock(&m1);
#endif
    return unused;
}
static void *look(void *unused)
{
    pthread_mutex_lock(&m1);
    int seen = one;
    pthread_mutex_unlock(&m1);
    if (seen) {
        pthread_mutex_lock(&m2);
        assert(two == seen + 1);
        pthread_mutex_unlock(&m2);
    }
    return unused;
}
int main(void)
{
    run(set, look, NULL, NULL);
    return 0;
}
