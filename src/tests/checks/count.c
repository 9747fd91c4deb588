/* Two threads add to a counter; with -DSOUND under a lock. */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static atomic_int share;

static void *add(void *unused)
{
#ifdef SOUND
    pthread_mutex_lock(&lock);
#endif
    int t = atomic_load(&share);
    atomic_store(&share, t + 1);
#ifdef SOUND
    pthread_mutex_unlock(&lock);
#endif
    return unused;
}

int main(void)
{
    pthread_t one, two;
    (void)lock;
    pthread_create(&one, NULL, add, NULL);
    pthread_create(&two, NULL, add, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    assert(share == 2);
    return 0;
}
