/* random.c — splitmix64 (G. Steele, D. Lea, C. Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014). */
#include "explore/random.h"

void random_seed(struct random_scheduler *scheduler, uint64_t seed)
{
    scheduler->state = seed;
}

static uint64_t next(struct random_scheduler *scheduler)
{
    uint64_t z = scheduler->state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

struct choice random_choose(struct random_scheduler *scheduler, const struct options *options)
{
    unsigned count = 0;
    for (uint64_t left = options->ready; left; left &= left - 1)
        count++;
    if (count == 0)
        return options_earliest(options);
    unsigned which = count == 1 ? 0 : (unsigned)(((next(scheduler) >> 32) * count) >> 32);
    return options_choice(options, options_ready(options, which));
}
