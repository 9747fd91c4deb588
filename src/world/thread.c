/* thread.c — what threads do to each other: create, join, detach, cancel, end. The other thread's number is `other`. */
#include <errno.h>

#include "world/rules.h"

static bool has_ended(const struct world *world, uint32_t thread)
{
    return thread < world->threads && world->thread[thread].phase == THREAD_ENDED;
}

static unsigned ways(const struct world *world, const struct world_object *object, const struct step *about)
{
    (void)object;
    if (about->act != ACT_JOIN)
        return way_bit(WAY_GO);
    bool refused = about->other == about->thread || about->other >= world->threads;
    return ways_when(refused || is_called_off(world, about) || has_ended(world, about->other), about);
}

/* Live, two threads may be born at a time, and the later number be told first. */
bool thread_room(struct world *world, uint32_t thread)
{
    if (thread >= WORLD_THREADS || (thread < world->threads && world->thread[thread].phase != THREAD_ABSENT))
        return false;
    for (; world->threads <= thread; world->threads++)
        world->thread[world->threads] = (struct world_thread){ .joiner = NOBODY };
    return true;
}

static int32_t create(struct world *world, struct step *step)
{
    if (step->result == STEP_UNDECIDED)
        step->other = world->threads;
    if (!thread_room(world, step->other))
        return EAGAIN;
    world->thread[step->other] = (struct world_thread){
        .phase = THREAD_RUNNING, .parent = step->thread, .joiner = NOBODY, .detached = step->value != 0,
        .process = world->thread[step->thread].process,
    };
    return 0;
}

static int32_t join(struct world *world, struct step *step)
{
    if (step->other == step->thread)
        return EDEADLK;
    if (step->other >= world->threads)
        return ESRCH;
    struct world_thread *target = &world->thread[step->other];
    if (target->phase != THREAD_ENDED)
        return EINTR;                       /* the joiner itself was cancelled */
    if (target->detached)
        world->misuse = "joins a thread that is detached";
    else if (target->joiner != NOBODY)
        world->misuse = "joins a thread that has been joined already";
    target->joiner = step->thread;
    step->value = target->result;
    return 0;
}

static int32_t detach(struct world *world, const struct step *step)
{
    if (step->other >= world->threads)
        return ESRCH;
    struct world_thread *target = &world->thread[step->other];
    if (target->detached || target->joiner != NOBODY)
        world->misuse = "detaches a thread that was detached or joined before";
    target->detached = true;
    return 0;
}

static int32_t act(struct world *world, struct world_object *object, struct step *step)
{
    (void)object;
    switch (step->act) {
    case ACT_CREATE:
        return create(world, step);
    case ACT_JOIN:
        return join(world, step);
    case ACT_DETACH:
        return detach(world, step);
    default:
        if (step->other >= world->threads)
            return ESRCH;
        world->thread[step->other].cancelled = true;
        return 0;
    }
}

static uint16_t holder(const struct world *world, const struct world_object *object, const struct step *about)
{
    (void)object;
    return about->other < world->threads ? (uint16_t)about->other : NOBODY;
}

const struct rules rules_thread = { .ways = ways, .act = act, .holder = holder };
