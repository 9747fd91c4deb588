/* semaphore.c — what a semaphore does: tokens to take and to give back (sem_overview(7)). */
#include <errno.h>
#include <limits.h>

#include "world/rules.h"

static unsigned ways(const struct world *world, const struct world_object *semaphore, const struct step *about)
{
    if (about->act == ACT_SEM_WAIT || about->act == ACT_SEM_TIMEDWAIT)
        return ways_when(semaphore->value > 0 || is_called_off(world, about), about);
    return way_bit(WAY_GO);
}

static int32_t act(struct world *world, struct world_object *semaphore, struct step *step)
{
    if (semaphore->destroyed && step->act != ACT_SEM_INIT)
        world->misuse = "uses a semaphore that has been destroyed";
    switch (step->act) {
    case ACT_SEM_INIT:
        semaphore->value = step->value;
        semaphore->destroyed = false;
        return 0;
    case ACT_SEM_DESTROY:
        semaphore->destroyed = true;
        return 0;
    case ACT_SEM_POST:
        if (semaphore->value >= INT_MAX)
            return EOVERFLOW;
        semaphore->value++;
        return 0;
    case ACT_SEM_GETVALUE:
        step->value = semaphore->value;
        return 0;
    default:
        if (step->way == WAY_TIMEOUT)
            return ETIMEDOUT;
        if (semaphore->value == 0)
            return step->act == ACT_SEM_TRYWAIT ? EAGAIN : EINTR;
        semaphore->value--;
        return 0;
    }
}

static uint16_t holder(const struct world *world, const struct world_object *semaphore, const struct step *about)
{
    (void)world;
    (void)semaphore;
    (void)about;
    return NOBODY;      /* anyone may post */
}

const struct rules rules_semaphore = { .ways = ways, .act = act, .holder = holder };
