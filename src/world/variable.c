/* variable.c — what memory does: it keeps the value written last. Any thread may touch it at any time. */
#include "world/rules.h"

static unsigned ways(const struct world *world, const struct world_object *variable, const struct step *about)
{
    (void)world;
    (void)variable;
    (void)about;
    return way_bit(WAY_GO);
}

static int32_t act(struct world *world, struct world_object *variable, struct step *step)
{
    (void)world;
    variable->value = step->value;
    return step->result == STEP_UNDECIDED ? 0 : step->result;
}

const struct rules rules_variable = { .ways = ways, .act = act };
