/* dice.h — reproducible random numbers: splitmix64 (G. Steele, D. Lea, C. Flood: Fast Splittable Pseudorandom Number
 * Generators, OOPSLA 2014). The same seed, the same numbers, on every machine. Threads: plain data. */
#ifndef BASE_DICE_H
#define BASE_DICE_H

#include <stdint.h>

struct dice {
    uint64_t state;         /* the seed, at first */
};

static inline uint64_t dice_roll(struct dice *dice)
{
    uint64_t z = dice->state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* One of 0 … count−1; `count` at least 1 and far below 2³². */
static inline unsigned dice_below(struct dice *dice, unsigned count)
{
    return count == 1 ? 0 : (unsigned)(((dice_roll(dice) >> 32) * count) >> 32);
}

#endif
