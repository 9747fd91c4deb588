/* options.c — small questions a scheduler asks about what it may choose from; see options.h. */
#include "world/options.h"

uint16_t options_ready(const struct options *options, unsigned n)
{
    uint64_t left = options->ready;
    while (n-- > 0)
        left &= left - 1;
    return left ? (uint16_t)__builtin_ctzll(left) : NOBODY;
}

/* By the program's own will if that is possible, else by the clock. */
struct choice options_choice(const struct options *options, uint16_t thread)
{
    if (act_object(options->world->thread[thread].about.act) == OBJECT_VARIABLE)
        return (struct choice){ .thread = thread, .way = WAY_GO };
    unsigned ways = world_ways(options->world, thread);
    return (struct choice){ .thread = thread, .way = (ways & (1u << WAY_GO)) ? WAY_GO : WAY_TIMEOUT };
}

struct choice options_earliest(const struct options *options)
{
    uint16_t earliest = NOBODY;
    for (uint64_t left = options->timed; left; left &= left - 1) {
        uint16_t thread = (uint16_t)__builtin_ctzll(left);
        const struct world_thread *all = options->world->thread;
        if (earliest == NOBODY || all[thread].about.value < all[earliest].about.value)
            earliest = thread;
    }
    return earliest == NOBODY ? (struct choice){ .thread = NOBODY } : options_choice(options, earliest);
}
