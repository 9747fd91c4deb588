/* possible.c — see possible.h. A plain lock needs no replay: it is free before an event that found it free. */
#include "explore/possible.h"

#include <stdlib.h>

bool possible_begin(struct possible *possible)
{
    possible->world = calloc(1, sizeof *possible->world);
    return possible->world != NULL;
}

void possible_end(struct possible *possible)
{
    free(possible->world);
    possible->world = NULL;
}

unsigned possible_ways(const struct world *world, uint16_t thread, bool spurious)
{
    unsigned ways = world_ways(world, thread);
    return spurious && !world->thread[thread].dreamt ? ways : ways & ~(1u << WAY_SPURIOUS);
}

uint64_t possible_dreamers(const struct world *world)
{
    uint64_t dreamers = 0;
    for (uint16_t t = 0; t < world->threads && t < 64; t++)
        if (world->thread[t].asleep_on && possible_ways(world, t, true) >> WAY_SPURIOUS & 1)
            dreamers |= (uint64_t)1 << t;
    return dreamers;
}

unsigned possible_signal(const struct world *world, uint32_t condition, uint16_t chosen)
{
    uint16_t sleepers[WAYS - WAY_WAKE];
    size_t count = world_sleepers(world, condition, sleepers, WAYS - WAY_WAKE);
    for (size_t k = 1; k < count; k++)
        if (sleepers[k] == chosen)
            return (unsigned)(WAY_WAKE + k);
    return WAY_GO;
}

/* Records are known to be possible in this order: what was done is done, whatever the clock says meanwhile. */
static void replay(struct world *world, const struct trail *trail, size_t from, size_t to)
{
    for (size_t k = from; k < to; k++) {
        struct step step;
        step_copy(&step, &trail->record[k]);
        if (step.act == ACT_SIGNAL && step.phase == PHASE_DONE)
            step.way = (uint8_t)possible_signal(world, step.object, (uint16_t)step.value);
        if (step.phase == PHASE_DONE)
            world_perform(world, &step);
        else
            world_apply(world, &step);
    }
}

static size_t end_of(const struct trail *trail, size_t event)
{
    return event + 1 < trail->count ? trail->passed[event + 1].records : trail->records;
}

static bool ask(struct possible *possible, const struct trail *trail, size_t rival, uint16_t thread)
{
    struct world *world = possible->world;
    world_begin(world);
    replay(world, trail, 0, trail->passed[rival].records);
    for (size_t k = rival + 1; k < trail->count; k++)
        if (!trail_before(trail, rival, k))
            replay(world, trail, trail->passed[k].records, end_of(trail, k));
    return possible_ways(world, thread, possible->spurious) != 0;
}

static bool is_plain_lock(unsigned act)
{
    return act == ACT_LOCK || act == ACT_SPIN_LOCK;
}

bool possible_without(struct possible *possible, const struct trail *trail, size_t rival, const struct event *event)
{
    const struct event *other = &trail->passed[rival].event;
    if (!(act_traits(event->act) & ACT_WAITS))
        return true;
    if ((event->act == ACT_BARRIER_LEAVE && other->act == ACT_BARRIER_WAIT) || (event->act == ACT_JOIN && other->act == ACT_END))
        return false;                   /* only that lets it go */
    if (is_plain_lock(event->act) && (event->touch[0].key == other->touch[0].key || event->touch[0].key == other->touch[1].key))
        return other->was_free;         /* second key: a wait gives the mutex back; a waking takes it */
    return ask(possible, trail, rival, event->thread);
}
