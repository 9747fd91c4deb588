/* Two waiters and a pulse: set, and cleared at once. Who waited when it was set is let go; who came later is let go by the
 * second set. The event is destroyed while the others may still be on their way out. */
#include <assert.h>
#include <pthread.h>

#include "event.h"

static struct event event;

static void *wait(void *unused)
{
    event_wait(&event);
    return unused;
}

int main(void)
{
    pthread_t waiter;
    assert(event_init(&event) == 0);
    pthread_create(&waiter, NULL, wait, NULL);
    event_set(&event);
#ifdef BROKEN
    event_clear(&event);        /* who comes after that waits for ever */
#endif
    event_wait(&event);
    pthread_join(waiter, NULL);
    event_destroy(&event);
    return 0;
}
