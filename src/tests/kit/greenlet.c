/* Two threads with greenlets of their own, and a mutex between them. BROKEN: one joins a greenlet of the other's. */
#include <assert.h>
#include <pthread.h>

#include "greenlet.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int total;
#ifdef BROKEN
static struct task *other;
#endif

static int count(void *argument, void **value)
{
    (void)argument;
    (void)value;
    green_sleep(1);
    pthread_mutex_lock(&mutex);
    total++;
    pthread_mutex_unlock(&mutex);
    return 0;
}

static void *run(void *unused)
{
    struct task *both[] = { green_spawn("one", count, NULL), green_spawn("two", count, NULL) };
#ifdef BROKEN
    pthread_mutex_lock(&mutex);
    if (other)
        green_join(other, -1);
    other = both[0];
    pthread_mutex_unlock(&mutex);
#endif
    assert(green_joinall(both, 2, -1) == 0);
    green_release(both, 2);
    green_end();
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, run, NULL);
    run(NULL);
    pthread_join(thread, NULL);
    assert(total == 4);
    return 0;
}
