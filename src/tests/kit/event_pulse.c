/* A waiter that waits before the set goes on, even if the flag is cleared before it has woken up. BROKEN: an event whose
 * waiters look only at the flag. */
#include <assert.h>
#include <pthread.h>
#include <stdbool.h>

#include "event.h"

static struct event event;

#ifdef BROKEN
static void event_wait_for_flag(struct event *e)
{
    pthread_mutex_lock(&e->lock);
    e->waiting++;
    while (!e->is_set)
        pthread_cond_wait(&e->changed, &e->lock);
    e->waiting--;
    pthread_mutex_unlock(&e->lock);
}
#define event_wait event_wait_for_flag
#endif

static void *wait(void *unused)
{
    event_wait(&event);
    return unused;
}

static bool waits(void)
{
    pthread_mutex_lock(&event.lock);
    bool waiting = event.waiting > 0;
    pthread_mutex_unlock(&event.lock);
    return waiting;
}

int main(void)
{
    pthread_t waiter;
    assert(event_init(&event) == 0);
    pthread_create(&waiter, NULL, wait, NULL);
    bool pulse = waits();
    event_set(&event);
    if (pulse)
        event_clear(&event);
    pthread_join(waiter, NULL);
    event_destroy(&event);
    return 0;
}
