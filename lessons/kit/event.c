/* event.c — see event.h. */
#include "event.h"

#include "scoped_lock.h"
#include "waiting.h"

int event_init(struct event *event)
{
    event->is_set = false;
    event->sets = 0;
    event->inside = 0;
    return waiting_init(&event->lock, &event->changed);
}

/* Who has been woken still needs the lock to leave. */
void event_destroy(struct event *event)
{
    pthread_mutex_lock(&event->lock);
    while (event->inside > 0)
        pthread_cond_wait(&event->changed, &event->lock);
    pthread_mutex_unlock(&event->lock);
    waiting_destroy(&event->lock, &event->changed);
}

static void leave(struct event *event)
{
    if (--event->inside == 0)
        pthread_cond_broadcast(&event->changed);    /* for destroy */
}

void event_set(struct event *event)
{
    SCOPED_LOCK(&event->lock);
    event->is_set = true;
    event->sets++;
    if (event->inside == 0)
        return;                 /* nobody waits */
    event->inside++;
    wake_all(&event->changed, &event->lock);
    leave(event);
}

void event_clear(struct event *event)
{
    SCOPED_LOCK(&event->lock);
    event->is_set = false;
}

bool event_is_set(struct event *event)
{
    SCOPED_LOCK(&event->lock);
    return event->is_set;
}

/* Is it set, or has it been since there were `before` of them? A flag
 * alone would forget a waiter whom set has woken, when clear gets the
 * lock first. */
static bool has_come(const struct event *event, unsigned long before)
{
    return event->is_set || event->sets != before;
}

int event_timed_wait(struct event *event, long ms)
{
    struct deadline deadline = deadline_in(ms);
    SCOPED_LOCK(&event->lock);
    unsigned long before = event->sets;
    int late = 0;
    event->inside++;
    while (!has_come(event, before) && !late)
        late = wait_until(&event->changed, &event->lock, &deadline);
    leave(event);
    return has_come(event, before) ? 0 : late;
}

void event_wait(struct event *event)
{
    event_timed_wait(event, WAIT_FOREVER);
}
