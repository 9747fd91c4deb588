/* event.c — see event.h. */
#include "event.h"

#include "scoped_lock.h"
#include "waiting.h"

int event_init(struct event *event)
{
    event->is_set = false;
    event->sets = 0;
    event->waiting = 0;
    return waiting_init(&event->lock, &event->changed);
}

/* Who has been woken still needs the lock to leave. */
void event_destroy(struct event *event)
{
    pthread_mutex_lock(&event->lock);
    while (event->waiting > 0)
        pthread_cond_wait(&event->changed, &event->lock);
    pthread_mutex_unlock(&event->lock);
    waiting_destroy(&event->lock, &event->changed);
}

void event_set(struct event *event)
{
    SCOPED_LOCK(&event->lock);
    event->is_set = true;
    event->sets++;
    pthread_cond_broadcast(&event->changed);
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
    SCOPED_LOCK(&event->lock);
    struct deadline deadline = deadline_in(ms);
    unsigned long before = event->sets;
    int late = 0;
    event->waiting++;
    while (!has_come(event, before) && !late)
        late = wait_until(&event->changed, &event->lock, &deadline);
    if (--event->waiting == 0)
        pthread_cond_broadcast(&event->changed);    /* for destroy */
    return has_come(event, before) ? 0 : late;
}

void event_wait(struct event *event)
{
    event_timed_wait(event, WAIT_FOREVER);
}
