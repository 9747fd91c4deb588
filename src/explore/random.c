/* random.c — see random.h. */
#include "explore/random.h"

struct choice random_choose(struct dice *dice, const struct options *options)
{
    unsigned count = 0;
    for (uint64_t left = options->ready; left; left &= left - 1)
        count++;
    if (count == 0)
        return options_earliest(options);
    return options_choice(options, options_ready(options, dice_below(dice, count)));
}
