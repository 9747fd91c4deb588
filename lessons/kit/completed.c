/* completed.c — see completed.h. A callback of each future puts it
 * into the list; there is room for all of them from the start. */
#include "completed.h"

#include <stdlib.h>

#include "scoped_lock.h"
#include "waiting.h"

static void arrive(struct future *future, void *argument)
{
    struct completed *completed = argument;
    SCOPED_LOCK(&completed->lock);
    completed->done[completed->arrived++] = future;
    pthread_cond_signal(&completed->more);
}

/* As many as could be told to report. */
static int expect(struct completed *completed,
                  struct future *const *futures, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        int error = future_add_callback(futures[k], arrive, completed);
        if (error)
            return error;
        SCOPED_LOCK(&completed->lock);
        completed->expected++;
    }
    return 0;
}

int completed_init(struct completed *completed,
                   struct future *const *futures, size_t count)
{
    completed->arrived = completed->given = completed->expected = 0;
    completed->done = calloc(count ? count : 1, sizeof(void *));
    if (!completed->done)
        return ENOMEM;
    int error = waiting_init(&completed->lock, &completed->more);
    if (error) {
        free(completed->done);
        return error;
    }
    error = expect(completed, futures, count);
    if (error)
        completed_destroy(completed);
    return error;
}

int completed_timed_next(struct completed *completed,
                         struct future **future, long ms)
{
    struct deadline deadline = deadline_in(ms);
    int late = 0;
    SCOPED_LOCK(&completed->lock);
    while (completed->given == completed->arrived) {
        if (completed->given == completed->expected)
            return ENOENT;
        if (late)
            return late;
        late = wait_until(&completed->more, &completed->lock,
                          &deadline);
    }
    *future = completed->done[completed->given++];
    /* the last one: others who wait will get none */
    if (completed->given == completed->expected)
        pthread_cond_broadcast(&completed->more);
    return 0;
}

int completed_next(struct completed *completed, struct future **future)
{
    return completed_timed_next(completed, future, WAIT_FOREVER);
}

void completed_destroy(struct completed *completed)
{
    struct future *future;
    while (completed_next(completed, &future) == 0)
        ;
    free(completed->done);
    waiting_destroy(&completed->lock, &completed->more);
}
