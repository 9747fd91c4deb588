/* barrier.c — what a barrier does. A wait is two gates: BARRIER_WAIT arrives, BARRIER_LEAVE goes on once the barrier
 * has opened; the last to arrive opens it, is told so, and has no second gate. */
#include <errno.h>
#include <pthread.h>

#include "world/rules.h"

static unsigned ways(const struct world *world, const struct world_object *barrier, const struct step *about)
{
    if (about->act == ACT_BARRIER_LEAVE)
        return ways_when(barrier->generation != world->thread[about->thread].arrived, about);
    return way_bit(WAY_GO);
}

static int32_t arrive(struct world *world, struct world_object *barrier, const struct step *step)
{
    if (barrier->destroyed)
        world->misuse = "waits at a barrier that has been destroyed";
    if (barrier->limit == 0) {
        world->misuse = "waits at a barrier that was never initialised";
        return EINVAL;
    }
    world->thread[step->thread].arrived = barrier->generation;
    if (++barrier->value < barrier->limit)
        return 0;
    barrier->value = 0;
    barrier->generation++;
    return PTHREAD_BARRIER_SERIAL_THREAD;
}

static int32_t act(struct world *world, struct world_object *barrier, struct step *step)
{
    switch (step->act) {
    case ACT_BARRIER_INIT:
        barrier->limit = (uint32_t)step->value;
        barrier->value = 0;
        barrier->destroyed = false;
        return barrier->limit ? 0 : EINVAL;
    case ACT_BARRIER_DESTROY:
        if (barrier->value > 0)
            world->misuse = "destroys a barrier at which threads wait";
        barrier->destroyed = true;
        return 0;
    case ACT_BARRIER_WAIT:
        return arrive(world, barrier, step);
    default:
        return 0;
    }
}

const struct rules rules_barrier = { .ways = ways, .act = act };
