/* rwlock.c — what a readers–writer lock does; readers are preferred, as glibc does unless told otherwise. */
#include <errno.h>

#include "world/rules.h"

static bool wants_to_write(const struct step *step)
{
    return step->act == ACT_WRLOCK || step->act == ACT_TRYWRLOCK || step->act == ACT_TIMEDWRLOCK;
}

static bool is_try(const struct step *step)
{
    return step->act == ACT_TRYRDLOCK || step->act == ACT_TRYWRLOCK;
}

static bool is_free(const struct world_object *rwlock, const struct step *step)
{
    return rwlock->owner == NOBODY && (!wants_to_write(step) || rwlock->readers == 0);
}

static unsigned ways(const struct world *world, const struct world_object *rwlock, const struct step *about)
{
    (void)world;
    switch (about->act) {
    case ACT_RDLOCK:
    case ACT_TIMEDRDLOCK:
    case ACT_WRLOCK:
    case ACT_TIMEDWRLOCK:   /* the writer's own second call is answered with EDEADLK */
        return ways_when(is_free(rwlock, about) || rwlock->owner == about->thread, about);
    default:
        return way_bit(WAY_GO);
    }
}

static uint64_t mask(uint16_t thread)
{
    return thread < 64 ? (uint64_t)1 << thread : 0;
}

static int32_t lock(struct world *world, struct world_object *rwlock, const struct step *step)
{
    if (rwlock->destroyed)
        world->misuse = "locks a readers–writer lock that has been destroyed";
    if (step->way == WAY_TIMEOUT)
        return ETIMEDOUT;
    if (!is_free(rwlock, step))
        return is_try(step) ? EBUSY : EDEADLK;
    if (wants_to_write(step)) {
        mutex_take(rwlock, step->thread, 1);
    } else {
        rwlock->readers++;
        rwlock->reading |= mask(step->thread);
    }
    return 0;
}

/* `value` says afterwards whether it held it to read. */
static int32_t unlock(struct world *world, struct world_object *rwlock, struct step *step)
{
    step->value = rwlock->owner != step->thread;
    if (rwlock->owner == step->thread) {
        mutex_give(rwlock);
    } else if (rwlock->readers > 0 && (step->thread >= 64 || (rwlock->reading & mask(step->thread)))) {
        rwlock->readers--;
        rwlock->reading &= ~mask(step->thread);
    } else {
        world->misuse = "unlocks a readers–writer lock that it does not hold";
        return EPERM;
    }
    return 0;
}

static int32_t act(struct world *world, struct world_object *rwlock, struct step *step)
{
    switch (step->act) {
    case ACT_RWLOCK_INIT:
        rwlock->destroyed = false;
        rwlock->readers = 0;
        rwlock->reading = 0;
        mutex_give(rwlock);
        return 0;
    case ACT_RWLOCK_DESTROY:
        if (rwlock->owner != NOBODY || rwlock->readers > 0)
            world->misuse = "destroys a readers–writer lock that is held";
        rwlock->destroyed = true;
        return 0;
    case ACT_RWUNLOCK:
        return unlock(world, rwlock, step);
    default:
        return lock(world, rwlock, step);
    }
}

/* A writer may wait for a reader: name the one reader when there is only one. */
static uint16_t holder(const struct world *world, const struct world_object *rwlock, const struct step *about)
{
    (void)world;
    (void)about;
    if (rwlock->owner != NOBODY || rwlock->readers != 1 || rwlock->reading == 0)
        return rwlock->owner;
    return (uint16_t)__builtin_ctzll(rwlock->reading);
}

const struct rules rules_rwlock = { .ways = ways, .act = act, .holder = holder };
