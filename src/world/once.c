/* once.c — what pthread_once does: the first caller runs the function, the others wait until it has been run.
 * ONCE_ENTER returns 1 to the caller that must run it. */
#include "world/rules.h"

enum { NOT_RUN, RUNNING, HAS_RUN };

static unsigned ways(const struct world *world, const struct world_object *once, const struct step *about)
{
    (void)world;
    if (about->act == ACT_ONCE_ENTER)
        return ways_when(once->value != RUNNING, about);
    return way_bit(WAY_GO);
}

static int32_t act(struct world *world, struct world_object *once, struct step *step)
{
    (void)world;
    if (step->act == ACT_ONCE_LEAVE) {
        once->value = HAS_RUN;
        once->owner = NOBODY;
        return 0;
    }
    if (once->value == HAS_RUN)
        return 0;
    once->value = RUNNING;
    once->owner = step->thread;
    return 1;
}

const struct rules rules_once = { .ways = ways, .act = act };
