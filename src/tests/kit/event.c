/* Who has come through the event finds what was done before it was set. BROKEN: it is cleared at once, and who comes after
 * that waits for ever. */
#include <assert.h>
#include <pthread.h>

#include "event.h"

static struct event event;
static int ready;

static void *wait(void *unused)
{
    event_wait(&event);
    assert(ready);
    return unused;
}

int main(void)
{
    pthread_t waiter;
    assert(event_init(&event) == 0);
    pthread_create(&waiter, NULL, wait, NULL);
    ready = 1;
    event_set(&event);
#ifdef BROKEN
    event_clear(&event);
#else
    event_wait(&event);
#endif
    pthread_join(waiter, NULL);
    event_destroy(&event);
    return 0;
}
