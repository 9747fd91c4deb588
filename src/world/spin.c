/* spin.c — what a spin lock does: a mutex without types, whose waiters stay awake (pthread_spin_lock(3)). */
#include <errno.h>

#include "world/rules.h"

static unsigned ways(const struct world *world, const struct world_object *spin, const struct step *about)
{
    (void)world;
    if (about->act == ACT_SPIN_LOCK)
        return ways_when(spin->owner == NOBODY, about);
    return way_bit(WAY_GO);
}

static int32_t act(struct world *world, struct world_object *spin, struct step *step)
{
    switch (step->act) {
    case ACT_SPIN_INIT:
        spin->owner = NOBODY;
        spin->destroyed = false;
        return 0;
    case ACT_SPIN_DESTROY:
        if (spin->owner != NOBODY)
            world->misuse = "destroys a spin lock that is held";
        spin->destroyed = true;
        return 0;
    case ACT_SPIN_UNLOCK:
        if (spin->owner != step->thread)
            world->misuse = "unlocks a spin lock that it does not hold";
        mutex_give(spin);
        return 0;
    default:
        if (spin->destroyed)
            world->misuse = "locks a spin lock that has been destroyed";
        if (spin->owner != NOBODY)
            return EBUSY;
        mutex_take(spin, step->thread, 1);
        return 0;
    }
}

const struct rules rules_spin = { .ways = ways, .act = act };
