/* The first whom the event lets go destroys it, and the memory, while the other may still be on its way out. BROKEN:
 * destroyed without waiting for the other. */
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#include "event.h"

static struct event *event;

static void *wait(void *unused)
{
    event_wait(event);
    return unused;
}

int main(void)
{
    pthread_t waiter;
    event = malloc(sizeof *event);
    assert(event && event_init(event) == 0);
    pthread_create(&waiter, NULL, wait, NULL);
    pthread_mutex_lock(&event->lock);
    unsigned waiting = event->waiting;
    pthread_mutex_unlock(&event->lock);
    event_set(event);
    if (waiting > 0) {
#ifdef BROKEN
        pthread_cond_destroy(&event->changed);
        pthread_mutex_destroy(&event->lock);
#else
        event_destroy(event);
#endif
        free(event);
    }
    pthread_join(waiter, NULL);
    if (waiting == 0) {
        event_destroy(event);
        free(event);
    }
    return 0;
}
