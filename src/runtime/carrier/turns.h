/* turns.h — whose turn it may be among fibers: kept in masks, a bit for each thread.
 *
 * Whether a thread can go is the rule book's to say (world_ways), what time says, and whether it goes round in circles
 * (spinning.h). An access to a variable changes that for nobody else, so the masks are computed anew only after what can,
 * and only for threads whose turn may depend on others. It runs between any two steps, hence inline.
 *
 * Threads: the fiber carrier's only. No memory, no errors. */
#ifndef RUNTIME_CARRIER_TURNS_H
#define RUNTIME_CARRIER_TURNS_H

#include <stdbool.h>
#include <stdint.h>

#include "runtime/carrier/spinning.h"
#include "world/world.h"

struct turns {
    uint64_t now;           /* the clock of all, in nanoseconds */
    uint64_t ready;         /* may be chosen now */
    uint64_t willing;       /* of the ready, those that go by the program's own will */
    uint64_t timed;         /* may be chosen if the clock jumps to what they wait for */
    uint64_t fickle;        /* those whose turn may depend on what others do */
    bool stale;             /* the masks are to be computed anew */
};

static inline uint64_t turns_bit(unsigned thread)
{
    return (uint64_t)1 << thread;
}

static inline void turns_set(uint64_t *mask, uint16_t thread, bool on)
{
    *mask = (*mask & ~turns_bit(thread)) | (uint64_t)on << thread;
}

/* The thread stands at a gate: sees whether it can pass. */
static inline void turns_classify(struct turns *turns, const struct world *world, uint16_t thread)
{
    const struct step *about = &world->thread[thread].about;
    unsigned ways = world_ways(world, thread) & ~(1u << WAY_SPURIOUS);
    bool by_clock = !(ways & (1u << WAY_GO));
    bool in_circles = spinning & turns_bit(thread);
    bool is_ready = ways != 0 && !in_circles && (!by_clock || about->value <= turns->now);
    turns_set(&turns->ready, thread, is_ready);
    turns_set(&turns->willing, thread, is_ready && !by_clock);
    turns_set(&turns->timed, thread, ways != 0 && !in_circles && !is_ready);
}

static inline void turns_classify_these(struct turns *turns, const struct world *world, uint64_t threads)
{
    for (uint64_t left = threads; left; left &= left - 1)
        turns_classify(turns, world, (uint16_t)__builtin_ctzll(left));
}

/* Before a choice, if something may have changed for others. */
static inline void turns_renew(struct turns *turns, const struct world *world)
{
    turns->stale = false;
    turns_classify_these(turns, world, turns->fickle);
}

/* It came to the gate of a synchronisation. */
static inline void turns_arrive(struct turns *turns, const struct world *world, uint16_t thread, enum act act)
{
    turns_set(&turns->fickle, thread, act_traits(act) & ACT_WAITS);
    turns_classify(turns, world, thread);
}

/* It came to the gate of an access, which waits for nobody, unless it only looks, again and again. */
static inline void turns_arrive_access(struct turns *turns, uint16_t thread, bool in_circles)
{
    turns->fickle &= ~turns_bit(thread);
    turns->timed &= ~turns_bit(thread);
    turns_set(&turns->ready, thread, !in_circles);
    turns_set(&turns->willing, thread, !in_circles);
}

static inline void turns_retire(struct turns *turns, uint16_t thread)
{
    turns_set(&turns->ready, thread, false);
    turns_set(&turns->willing, thread, false);
    turns_set(&turns->timed, thread, false);
    turns_set(&turns->fickle, thread, false);
}

/* Could it let another thread go, or keep it from going? */
static inline bool turns_may_change(enum act act)
{
    enum object_kind kind = act_object(act);
    return kind == OBJECT_NONE ? act == ACT_END : kind != OBJECT_OUTPUT && act != ACT_CREATE;
}

#endif
