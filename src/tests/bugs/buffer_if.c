/* A bounded buffer that waits with `if`: a consumer wakes when another has been quicker. */
/* expect: assertion 1 */
#include "run.h"
#ifdef SOUND
#define UNTIL while
#else
#define UNTIL if
#endif
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
static int count, done;
static void *consume(void *unused)
{
    pthread_mutex_lock(&m);
    UNTIL (count == 0 && !done)
        pthread_cond_wait(&filled, &m);
    if (!done) {
        assert(count > 0);
        count--;
    } else if (count > 0) {
        count--;
    }
    pthread_mutex_unlock(&m);
    return unused;
}
static void *produce(void *unused)
{
    pthread_mutex_lock(&m);
    count++;
    pthread_cond_broadcast(&filled);
    pthread_mutex_unlock(&m);
    pthread_mutex_lock(&m);
    done = 1;
    pthread_cond_broadcast(&filled);
    pthread_mutex_unlock(&m);
    return unused;
}
int main(void)
{
    run(consume, consume, produce, NULL);
    return 0;
}
