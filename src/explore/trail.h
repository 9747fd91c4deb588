/* trail.h — the execution that is being made: its events in order, their vector clocks, and who touched what before whom.
 * It is kept from one execution to the next, which begins with part of it: only what is new is added.
 *
 * An event happens before a later one when it is of the same thread, or in conflict with it, or by a chain of such; then
 * every execution of the same trace (A. Mazurkiewicz, 1977) has them in this order.
 *
 * Memory: trail_free. Threads: one. Errors: false, no memory. */
#ifndef EXPLORE_TRAIL_H
#define EXPLORE_TRAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "explore/event.h"

enum { TRAIL_THREADS = 64 };

struct passed {
    struct event event;
    int32_t before[EVENT_TOUCHES];      /* the touch of the same key before this: event × EVENT_TOUCHES + which; −1 none */
    uint32_t preemptions;               /* up to and with this choice */
    int32_t previous;                   /* the thread's event before; −1 none */
    size_t records;                     /* where its records begin in `record` */
    bool races;                         /* with an event before it, maybe */
    uint32_t clock[TRAIL_THREADS];      /* [t]: the latest event of thread t that happens before it or is it, + 1 */
};

struct trail {
    struct passed *passed;
    size_t count, room;
    struct choice *choice;              /* as they were made, in the letters of a schedule; `choice_room` of them */
    size_t choice_room;
    struct step *record;                /* everything the run told, the part before the first event included */
    size_t records, record_room;
    int32_t last_touch[KEYS];
    int32_t last_event[TRAIL_THREADS];
    int32_t created_by[TRAIL_THREADS];  /* the event that created the thread */
    int32_t *wide;                      /* events that event_is_wide */
    size_t wides, wide_room;
    unsigned width;                     /* threads that clocks speak of */
    size_t *rivals;                     /* what trail_rivals returns */
    size_t rival_room;
};

bool trail_begin(struct trail *trail);
void trail_free(struct trail *trail);

/* Forgets all but the first `count` events. */
void trail_cut(struct trail *trail, size_t count);

/* A record of the run. It belongs to the event that is to be added next, or, before the first, to the beginning. */
bool trail_record(struct trail *trail, const struct step *record);

/* Where the next event is to be written; NULL: no memory. */
struct event *trail_slot(struct trail *trail);

/* The event in the slot: the one of which the records from `records` on tell. Finds its place in the order. */
bool trail_add(struct trail *trail, struct choice choice, bool preempts, size_t records);

/* Does event i happen before event j (i < j)? */
static inline bool trail_before(const struct trail *trail, size_t i, size_t j)
{
    return trail->passed[j].clock[trail->passed[i].event.thread] > i;
}

/* What happens before another event happens before this one. */
static inline void trail_learn(const struct trail *trail, uint32_t *clock, const uint32_t *other)
{
    for (unsigned t = 0; t < trail->width; t++)
        clock[t] = other[t] > clock[t] ? other[t] : clock[t];
}

/* The latest event of the thread among all; −1 none: it has done nothing yet. */
static inline int32_t trail_latest(const struct trail *trail, uint16_t thread)
{
    return trail->last_event[thread];
}

/* The events of other threads that conflict with `event` and are among the first `limit`, latest first, without those
 * that happen before another of them anyway (as long as the event cannot have to wait). `known` is the clock of its
 * thread before it. The list is the trail's, until the next call. */
size_t trail_rivals(struct trail *trail, const struct event *event, const int32_t before[EVENT_TOUCHES],
                    const uint32_t *known, size_t limit, const size_t **list);

/* For an event that comes after all: who touched its things last. */
void trail_heads(const struct trail *trail, const struct event *event, int32_t before[EVENT_TOUCHES]);

/* The clock of a thread after the event `previous`, or, when it has none, at its creation. */
const uint32_t *trail_known(const struct trail *trail, uint16_t thread, int32_t previous);

#endif
