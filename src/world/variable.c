/* variable.c — what memory does: it keeps the value written last. Any thread may touch it at any time. The act itself
 * stands in memory.h, where the engine can have it without a call. */
#include "world/rules.h"

static unsigned ways(const struct world *world, const struct world_object *variable, const struct step *about)
{
    (void)world;
    (void)variable;
    (void)about;
    return way_bit(WAY_GO);
}

const struct rules rules_variable = { .ways = ways };
