/* reversals.c — finds the races of an execution, pairs of conflicting events with nothing between them that forces their
 * order, and plans for each an execution in which they come the other way round. */
#include "explore/inside.h"

#include <stdlib.h>

static bool has_room(struct dpor *dpor)
{
    size_t needed = dpor->trail.count + 1;
    if (needed <= dpor->sequence_room)
        return true;
    struct event *larger = realloc(dpor->sequence, needed * 2 * sizeof *larger);
    if (!larger) {
        dpor->out_of_memory = true;
        return false;
    }
    dpor->sequence = larger;
    dpor->sequence_room = needed * 2;
    return true;
}

/* Is there a sleeping event with which the sequence might as well begin? Then all it leads to has been seen. */
static bool is_asleep(const struct dpor *dpor, const struct point *point, size_t length)
{
    size_t where;
    for (size_t k = 0; k < point->sleepers; k++)
        if (wakeup_begins(&dpor->asleep[point->asleep + k], dpor->sequence, length, &where))
            return true;
    return false;
}

/* From the point before `rival`: all that does not need it, then `event`. */
static void plan(struct dpor *dpor, size_t rival, const struct event *event)
{
    struct trail *trail = &dpor->trail;
    struct point *point = &dpor->point[rival];
    size_t length = 0;
    if (rival < dpor->prefix.count || !has_room(dpor))
        return;
    for (size_t k = rival + 1; k < trail->count; k++)
        if (!trail_before(trail, rival, k))
            dpor->sequence[length++] = trail->passed[k].event;
    dpor->sequence[length++] = *event;
    if (is_asleep(dpor, point, length))
        return;
    if (!wakeup_insert(&dpor->pool, &point->tree, dpor->sequence, length))
        dpor->out_of_memory = true;
}

/* Ending the program earlier is another result only where something was printed meanwhile. */
static bool matters(const struct event *event, const struct event *rival)
{
    struct event mortal = *event;
    if (!event->fatal || rival->act == ACT_PRINT)
        return true;
    mortal.fatal = false;
    return mortal.act != ACT_EXIT && events_conflict(&mortal, rival);
}

/* Races of an event whose thread knew `known` before it, with those among the first `limit`. */
static void reverse(struct dpor *dpor, const struct event *event, const int32_t before[EVENT_TOUCHES],
                    const uint32_t *known, size_t limit)
{
    struct trail *trail = &dpor->trail;
    const size_t *rivals;
    size_t count = trail_rivals(trail, event, before, known, limit, &rivals);
    if (count == 0)
        return;
    uint32_t between[TRAIL_THREADS];
    for (unsigned t = 0; t < trail->width; t++)
        between[t] = known[t];
    struct event again = event_again(event);
    for (size_t k = 0; k < count; k++) {
        const struct passed *rival = &trail->passed[rivals[k]];
        if (between[rival->event.thread] > rivals[k] || !matters(event, &rival->event))
            continue;
        if (!possible_without(&dpor->possible, trail, rivals[k], event))
            continue;
        plan(dpor, rivals[k], &again);
        trail_learn(trail, between, rival->clock);
    }
}

static void reverse_new(struct dpor *dpor)
{
    struct trail *trail = &dpor->trail;
    for (size_t k = dpor->replay; k < trail->count && !dpor->out_of_memory; k++) {
        const struct passed *passed = &trail->passed[k];
        if (passed->races || passed->event.fatal)
            reverse(dpor, &passed->event, passed->before, trail_known(trail, passed->event.thread, passed->previous), k);
    }
}

/* Threads that stand before a gate they will never pass: they could, had something else not come first. */
static void reverse_pending(struct dpor *dpor, uint16_t thread)
{
    struct trail *trail = &dpor->trail;
    struct event event;
    event_planned(&event, &dpor->world->thread[thread].about, dpor->machine);
    int32_t before[EVENT_TOUCHES];
    trail_heads(trail, &event, before);
    reverse(dpor, &event, before, trail_known(trail, thread, trail_latest(trail, thread)), trail->count);
}

/* The program was ended by its last event: the thread could have gone on before that. */
static void go_on_before_end(struct dpor *dpor, uint16_t thread)
{
    struct trail *trail = &dpor->trail;
    size_t last = trail->count - 1;
    if (trail->passed[last].event.thread == thread || trail->created_by[thread] == (int32_t)last)
        return;
    struct event event;
    event_planned(&event, &dpor->world->thread[thread].about, dpor->machine);
    if (possible_without(&dpor->possible, trail, last, &event))
        plan(dpor, last, &event);
}

void reversals_plan(struct dpor *dpor, bool ended, bool fatal)
{
    const struct world *world = dpor->world;
    if (dpor->trail.count == 0)
        return;
    reverse_new(dpor);
    if (!ended)
        return;
    for (uint16_t t = 0; t < world->threads && t < TRAIL_THREADS && !dpor->out_of_memory; t++) {
        if (world->thread[t].phase != THREAD_AT_GATE)
            continue;
        if (possible_ways(world, t, false) == 0)
            reverse_pending(dpor, t);
        if (fatal)
            go_on_before_end(dpor, t);
    }
}
