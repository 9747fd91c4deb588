/* options.c — small questions a scheduler asks about what it may choose from; see options.h. */
#include "world/options.h"

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
