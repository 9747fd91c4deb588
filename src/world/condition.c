/* condition.c — what a condition variable does. A wait is two gates: COND_WAIT gives the mutex back and sleeps,
 * COND_WAKE takes it again once a signal has chosen this thread, its time is over, or for no reason at all. */
#include <errno.h>

#include "world/rules.h"

static unsigned wake_ways(const struct world *world, const struct step *about)
{
    const struct world_thread *self = &world->thread[about->thread];
    if (!mutex_free_for(&world->object[about->other], about->thread))
        return 0;
    if (self->signalled || is_called_off(world, about))
        return way_bit(WAY_GO);
    bool timed = about->value != UINT64_MAX;
    return way_bit(WAY_SPURIOUS) | (timed ? way_bit(WAY_TIMEOUT) : 0);
}

/* One way for each sleeper the signal could choose. */
static unsigned signal_ways(const struct world *world, const struct step *about)
{
    uint16_t sleepers[WAYS - WAY_WAKE];
    size_t count = world_sleepers(world, about->object, sleepers, WAYS - WAY_WAKE);
    unsigned ways = way_bit(WAY_GO);
    for (size_t k = 1; k < count; k++)
        ways |= way_bit((unsigned)(WAY_WAKE + k));
    return ways;
}

static unsigned ways(const struct world *world, const struct world_object *condition, const struct step *about)
{
    (void)condition;
    switch (about->act) {
    case ACT_COND_WAKE:
        return wake_ways(world, about);
    case ACT_SIGNAL:
        return signal_ways(world, about);
    default:
        return way_bit(WAY_GO);
    }
}

static int32_t wait(struct world *world, struct world_object *condition, const struct step *step)
{
    struct world_object *mutex = &world->object[step->other];
    struct world_thread *self = &world->thread[step->thread];
    if (condition->destroyed)
        world->misuse = "waits on a condition that has been destroyed";
    if (mutex->owner != step->thread) {
        world->misuse = "waits on a condition without holding the mutex";
        return EPERM;
    }
    if (--mutex->depth == 0)        /* one level: glibc does not give a recursive mutex's others back (POSIX lets it) */
        mutex->owner = NOBODY;
    self->asleep_on = step->object;
    self->signalled = false;
    mutex->changed = world->step;
    return 0;
}

static int32_t wake(struct world *world, const struct step *step)
{
    struct world_thread *self = &world->thread[step->thread];
    struct world_object *mutex = &world->object[step->other];
    mutex_take(mutex, step->thread, mutex->depth + 1);
    mutex->changed = world->step;
    self->asleep_on = 0;
    self->dreamt = self->dreamt || step->way == WAY_SPURIOUS;
    self->signalled = false;
    return step->way == WAY_TIMEOUT ? ETIMEDOUT : 0;
}

static void signal_one(struct world *world, struct world_object *condition, struct step *step)
{
    uint16_t sleepers[WAYS - WAY_WAKE];
    size_t count = world_sleepers(world, step->object, sleepers, WAYS - WAY_WAKE);
    size_t chosen = step->way >= WAY_WAKE ? step->way - WAY_WAKE : 0;
    if (chosen < count) {
        world->thread[sleepers[chosen]].signalled = true;
        step->value = sleepers[chosen];
    } else {
        condition->lost++;
        step->value = NOBODY;
    }
}

static void signal_all(struct world *world, struct world_object *condition, struct step *step)
{
    uint64_t woken = 0;
    for (uint16_t t = 0; t < world->threads; t++) {
        struct world_thread *thread = &world->thread[t];
        if (thread->asleep_on == step->object && !thread->signalled) {
            thread->signalled = true;
            woken++;
        }
    }
    if (woken == 0)
        condition->lost++;
    step->value = woken;
}

static int32_t act(struct world *world, struct world_object *condition, struct step *step)
{
    switch (step->act) {
    case ACT_COND_WAIT:
    case ACT_COND_TIMEDWAIT:
        return wait(world, condition, step);
    case ACT_COND_WAKE:
        return wake(world, step);
    case ACT_SIGNAL:
        signal_one(world, condition, step);
        return 0;
    case ACT_BROADCAST:
        signal_all(world, condition, step);
        return 0;
    case ACT_COND_INIT:
        condition->destroyed = false;
        condition->lost = 0;
        return 0;
    default: {
        uint16_t sleeper;
        if (world_sleepers(world, step->object, &sleeper, 1))
            world->misuse = "destroys a condition on which a thread sleeps";
        condition->destroyed = true;
        return 0;
    }
    }
}

/* A sleeper that was chosen waits for the mutex's owner; one that was not waits for anyone's signal. */
static uint16_t holder(const struct world *world, const struct world_object *condition, const struct step *about)
{
    (void)condition;
    return world->thread[about->thread].signalled ? world->object[about->other].owner : NOBODY;
}

const struct rules rules_condition = { .ways = ways, .act = act, .holder = holder };
