/* wakeup.c — inserting into wakeup trees; see wakeup.h. */
#include "explore/wakeup.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK = 256 };

static bool more(struct wakeup_pool *pool)
{
    struct branch **chunks = realloc(pool->chunks, (pool->count + 1) * sizeof *chunks);
    if (!chunks)
        return false;
    pool->chunks = chunks;
    struct branch *chunk = calloc(CHUNK, sizeof *chunk);
    if (!chunk)
        return false;
    chunks[pool->count++] = chunk;
    for (size_t k = 0; k < CHUNK; k++) {
        chunk[k].next = pool->unused;
        pool->unused = &chunk[k];
    }
    return true;
}

static struct branch *take(struct wakeup_pool *pool, const struct event *event)
{
    if (!pool->unused && !more(pool))
        return NULL;
    struct branch *branch = pool->unused;
    pool->unused = branch->next;
    *branch = (struct branch){ .event = *event };
    return branch;
}

void wakeup_free(struct wakeup_pool *pool)
{
    for (size_t k = 0; k < pool->count; k++)
        free(pool->chunks[k]);
    free(pool->chunks);
    *pool = (struct wakeup_pool){ 0 };
}

void wakeup_drop(struct wakeup_pool *pool, struct branch **list)
{
    while (*list) {
        struct branch *children;
        wakeup_take(pool, list, &children);
        wakeup_drop(pool, &children);
    }
}

void wakeup_take(struct wakeup_pool *pool, struct branch **list, struct branch **children)
{
    struct branch *first = *list;
    *list = first->next;
    *children = first->children;
    first->next = pool->unused;
    pool->unused = first;
}

bool wakeup_begins(const struct event *event, const struct event *sequence, size_t length, size_t *where)
{
    for (size_t k = 0; k < length; k++) {
        if (sequence[k].thread == event->thread) {
            *where = k;
            return events_match(event, &sequence[k]);
        }
        if (events_conflict(event, &sequence[k]))
            return false;
    }
    *where = length;
    return true;
}

bool wakeup_append(struct wakeup_pool *pool, struct branch **list, const struct event *event)
{
    while (*list)
        list = &(*list)->next;
    *list = take(pool, event);
    return *list != NULL;
}

static size_t without(struct event *sequence, size_t length, size_t where)
{
    if (where == length)
        return length;
    memmove(&sequence[where], &sequence[where + 1], (length - where - 1) * sizeof *sequence);
    return length - 1;
}

bool wakeup_insert(struct wakeup_pool *pool, struct branch **list, struct event *sequence, size_t length)
{
    struct branch *branch = *list;
    size_t where;
    while (branch && length > 0) {
        if (!wakeup_begins(&branch->event, sequence, length, &where)) {
            branch = branch->next;
            continue;
        }
        if (!branch->children)
            return true;
        length = without(sequence, length, where);
        list = &branch->children;
        branch = *list;
    }
    for (size_t k = 0; k < length; k++) {
        if (!wakeup_append(pool, list, &sequence[k]))
            return false;
        while ((*list)->next)
            list = &(*list)->next;
        list = &(*list)->children;
    }
    return true;
}
