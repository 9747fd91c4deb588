/* trail.c — keeps the order of events; see trail.h. Who touched a thing before whom is a chain through the events
 * themselves, so that cutting the trail takes exactly the last links off. */
#include "explore/trail.h"

#include <stdlib.h>
#include <string.h>

#include "explore/grow.h"

static const uint32_t nothing[TRAIL_THREADS];

bool trail_begin(struct trail *trail)
{
    *trail = (struct trail){ 0 };
    memset(trail->last_touch, 0xff, sizeof trail->last_touch);
    memset(trail->last_event, 0xff, sizeof trail->last_event);
    memset(trail->created_by, 0xff, sizeof trail->created_by);
    return trail_slot(trail) != NULL;
}

void trail_free(struct trail *trail)
{
    free(trail->passed);
    free(trail->choice);
    free(trail->record);
    free(trail->wide);
    free(trail->rivals);
    *trail = (struct trail){ 0 };
}

static void forget_last(struct trail *trail)
{
    const struct passed *last = &trail->passed[--trail->count];
    const struct event *event = &last->event;
    for (int k = EVENT_TOUCHES; k-- > 0; )
        if (event->touch[k].mode)
            trail->last_touch[event->touch[k].key] = last->before[k];
    trail->last_event[event->thread] = last->previous;
    if (event->act == ACT_CREATE && event->other < TRAIL_THREADS)
        trail->created_by[event->other] = -1;
    if (trail->wides && (size_t)trail->wide[trail->wides - 1] == trail->count)
        trail->wides--;
    trail->records = last->records;
}

void trail_cut(struct trail *trail, size_t count)
{
    while (trail->count > count)
        forget_last(trail);
}

bool trail_record(struct trail *trail, const struct step *record)
{
    if (!grow(&trail->record, &trail->record_room, trail->records + 1, sizeof *trail->record))
        return false;
    step_copy(&trail->record[trail->records++], record);
    return true;
}

const uint32_t *trail_known(const struct trail *trail, uint16_t thread, int32_t previous)
{
    if (previous < 0)
        previous = trail->created_by[thread];
    return previous < 0 ? nothing : trail->passed[previous].clock;
}

void trail_heads(const struct trail *trail, const struct event *event, int32_t before[EVENT_TOUCHES])
{
    for (int k = 0; k < EVENT_TOUCHES; k++)
        before[k] = event->touch[k].mode ? trail->last_touch[event->touch[k].key] : -1;
}

static bool add_wide(struct trail *trail, int32_t index)
{
    if (!grow(&trail->wide, &trail->wide_room, trail->wides + 1, sizeof *trail->wide))
        return false;
    trail->wide[trail->wides++] = index;
    return true;
}

static void link_touches(struct trail *trail, struct passed *passed, int32_t index)
{
    for (int k = 0; k < EVENT_TOUCHES; k++)
        if (passed->event.touch[k].mode)
            trail->last_touch[passed->event.touch[k].key] = index * EVENT_TOUCHES + k;
    trail->last_event[passed->event.thread] = index;
    if (passed->event.act == ACT_CREATE && passed->event.other < TRAIL_THREADS)
        trail->created_by[passed->event.other] = index;
}

struct event *trail_slot(struct trail *trail)
{
    size_t before = trail->room;
    if (!grow(&trail->passed, &trail->room, trail->count + 1, sizeof *trail->passed)
        || !grow(&trail->choice, &trail->choice_room, trail->count + 1, sizeof *trail->choice))
        return NULL;
    if (trail->room > before)           /* clocks of threads that are not there yet are zero */
        memset(trail->passed + before, 0, (trail->room - before) * sizeof *trail->passed);
    return &trail->passed[trail->count].event;
}

/* What its thread knew, what its rivals knew, and itself. */
static void set_clock(struct trail *trail, struct passed *passed, size_t index)
{
    const struct event *event = &passed->event;
    const uint32_t *known = trail_known(trail, event->thread, passed->previous);
    const size_t *rivals;
    if (event->thread >= trail->width)
        trail->width = event->thread + 1u;
    size_t count = trail_rivals(trail, event, passed->before, known, index, &rivals);
    for (unsigned t = 0; t < trail->width; t++)
        passed->clock[t] = known[t];
    passed->races = false;
    for (size_t k = 0; k < count; k++) {
        const struct passed *rival = &trail->passed[rivals[k]];
        if (passed->clock[rival->event.thread] > rivals[k])
            continue;
        trail_learn(trail, passed->clock, rival->clock);
        passed->races = true;
    }
    passed->clock[event->thread] = (uint32_t)index + 1;
}

bool trail_add(struct trail *trail, struct choice choice, bool preempts, size_t records)
{
    size_t index = trail->count;
    struct passed *passed = &trail->passed[index];
    trail->choice[index] = choice;
    passed->records = records;
    passed->preemptions = (index ? trail->passed[index - 1].preemptions : 0) + preempts;
    passed->previous = trail->last_event[passed->event.thread];
    trail_heads(trail, &passed->event, passed->before);
    set_clock(trail, passed, index);
    if (event_is_wide(&passed->event) && !add_wide(trail, (int32_t)index))
        return false;
    link_touches(trail, passed, (int32_t)index);
    trail->count++;
    return true;
}

/* Puts an index into the list, which is kept with the latest first and without repeats. */
static size_t insert(struct trail *trail, size_t count, size_t index)
{
    size_t k = count;
    while (k > 0 && trail->rivals[k - 1] < index)
        k--;
    if (k > 0 && trail->rivals[k - 1] == index)
        return count;
    if (k < count)                      /* along one chain it is always the last */
        memmove(&trail->rivals[k + 1], &trail->rivals[k], (count - k) * sizeof *trail->rivals);
    trail->rivals[k] = index;
    return count + 1;
}

/* Two accesses to the same eight bytes. */
static bool touch_meets(const struct touch *a, const struct touch *b)
{
    return (a->bytes & b->bytes) && (a->mode != MODE_READ || b->mode != MODE_READ);
}

/* Along the chain of one touched thing, back to what all before it happens before. */
static size_t walk_chain(struct trail *trail, const struct event *event, const struct touch *touch, int32_t at,
                         const uint32_t *known, size_t count)
{
    bool waits = act_traits(event->act) & ACT_WAITS;
    bool is_access = act_traits(event->act) & (ACT_READS | ACT_WRITES);     /* by far the most, and simple */
    while (at >= 0) {
        size_t index = (size_t)at / EVENT_TOUCHES;
        const struct passed *passed = &trail->passed[index];
        const struct touch *other = &passed->event.touch[at % EVENT_TOUCHES];
        bool last_word = other->mode == MODE_WRITE && !(touch->bytes & ~other->bytes);
        if (passed->event.thread == event->thread) {
            if (last_word)
                return count;
        } else if (is_access ? touch_meets(touch, other) : events_conflict(event, &passed->event)) {
            count = insert(trail, count, index);
            if (last_word && (!waits || known[passed->event.thread] > index))
                return count;
        }
        at = passed->before[at % EVENT_TOUCHES];
    }
    return count;
}

/* What a wide event reaches, and the wide events that reach this one. */
static size_t walk_wide(struct trail *trail, const struct event *event, size_t limit, size_t count)
{
    if (event_is_wide(event)) {
        for (size_t k = limit; k-- > 0; )
            if (trail->passed[k].event.thread != event->thread && events_conflict(event, &trail->passed[k].event))
                count = insert(trail, count, k);
        return count;
    }
    for (size_t k = trail->wides; k-- > 0; ) {
        size_t index = (size_t)trail->wide[k];
        if (index < limit && trail->passed[index].event.thread != event->thread && events_conflict(event, &trail->passed[index].event))
            count = insert(trail, count, index);
    }
    return count;
}

size_t trail_rivals(struct trail *trail, const struct event *event, const int32_t before[EVENT_TOUCHES],
                    const uint32_t *known, size_t limit, const size_t **list)
{
    size_t count = 0;
    *list = NULL;
    if (!grow(&trail->rivals, &trail->rival_room, trail->count + 1, sizeof *trail->rivals))
        return 0;
    for (int k = 0; k < EVENT_TOUCHES && event->touch[k].mode; k++)
        count = walk_chain(trail, event, &event->touch[k], before[k], known, count);
    if (trail->wides || event_is_wide(event))
        count = walk_wide(trail, event, limit, count);
    *list = trail->rivals;
    return count;
}
