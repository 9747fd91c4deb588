/* mutex.c — what a mutex does: normal, recursive, error-checking, adaptive, robust (POSIX.1-2017, pthread_mutex_lock). */
#include <errno.h>

#include "world/rules.h"

static int type_of(const struct world_object *mutex)
{
    return mutex->type & 3;
}

bool mutex_free_for(const struct world_object *mutex, uint16_t thread)
{
    if (mutex->owner == NOBODY)
        return true;
    return mutex->owner == thread && type_of(mutex) == MUTEX_RECURSIVE;
}

void mutex_take(struct world_object *mutex, uint16_t thread, uint32_t depth)
{
    mutex->owner = thread;
    mutex->depth = depth;
}

void mutex_give(struct world_object *mutex)
{
    mutex->owner = NOBODY;
    mutex->depth = 0;
}

/* A lock call that does not block: the mutex is free, or its type answers an owner's second call at once. */
static bool answers_now(const struct world_object *mutex, uint16_t thread)
{
    return mutex_free_for(mutex, thread) || (mutex->owner == thread && type_of(mutex) == MUTEX_ERRORCHECK);
}

static unsigned ways(const struct world *world, const struct world_object *mutex, const struct step *about)
{
    (void)world;
    switch (about->act) {
    case ACT_LOCK:
    case ACT_TIMEDLOCK:
        return ways_when(mutex->destroyed || answers_now(mutex, about->thread), about);
    default:
        return way_bit(WAY_GO);
    }
}

static int32_t lock(struct world *world, struct world_object *mutex, const struct step *step)
{
    if (mutex->destroyed)
        world->misuse = "locks a mutex that has been destroyed";
    if (step->way == WAY_TIMEOUT)
        return ETIMEDOUT;
    if (!mutex_free_for(mutex, step->thread)) {
        if (step->act == ACT_TRYLOCK)
            return EBUSY;
        return EDEADLK;
    }
    mutex_take(mutex, step->thread, mutex->depth + 1);
    if (mutex->value) {             /* robust: the last owner died with it */
        mutex->value = 0;
        return EOWNERDEAD;
    }
    return 0;
}

static int32_t unlock(struct world *world, struct world_object *mutex, const struct step *step)
{
    if (mutex->owner != step->thread) {
        if (type_of(mutex) == MUTEX_NORMAL || type_of(mutex) == MUTEX_ADAPTIVE)
            world->misuse = mutex->owner == NOBODY ? "unlocks a mutex that nobody holds"
                                                   : "unlocks a mutex that another thread holds";
        return EPERM;
    }
    if (--mutex->depth == 0)
        mutex->owner = NOBODY;
    return 0;
}

static int32_t act(struct world *world, struct world_object *mutex, struct step *step)
{
    switch (step->act) {
    case ACT_MUTEX_INIT:
        if (mutex->owner != NOBODY)
            world->misuse = "initialises a mutex that is held";
        mutex->type = (int32_t)step->value;
        mutex->destroyed = false;
        mutex_give(mutex);
        return 0;
    case ACT_MUTEX_DESTROY:
        if (mutex->owner != NOBODY) {
            world->misuse = "destroys a mutex that is held";
            return EBUSY;
        }
        mutex->destroyed = true;
        return 0;
    case ACT_UNLOCK:
        return unlock(world, mutex, step);
    default:
        return lock(world, mutex, step);
    }
}

const struct rules rules_mutex = { .ways = ways, .act = act };
