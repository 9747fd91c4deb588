/* options.h — what a scheduler may choose from at a gate, and who it is that chooses. Plain data; no state, no threads. */
#ifndef WORLD_OPTIONS_H
#define WORLD_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "trace/schedule.h"
#include "world/world.h"

/* What a scheduler may choose from. Bit t stands for thread t. */
struct options {
    const struct world *world;
    uint64_t ready;         /* can go on now */
    uint64_t willing;       /* of the ready, those that go by the program's own will: WAY_GO is open to them */
    uint64_t timed;         /* can go on if the clock is moved forward: sleeping, or waiting for a limited time */
    uint16_t current;       /* who went last; NOBODY at the start */
};

/* Chooses who goes next; `thread` NOBODY abandons the run. Called with at least one option, and not before the first
 * `known` steps have been made by the choices in `choices`, which it has made before. */
struct chooser {
    struct choice (*choose)(void *data, const struct options *options);
    void *data;
    const struct choice *choices;
    size_t known;
};

/* How the thread goes when it is chosen: by the program's own will if that is possible, else by the clock. */
static inline struct choice options_choice(const struct options *options, uint16_t thread)
{
    bool by_clock = thread < 64 && !(options->willing >> thread & 1)
                 && ((options->ready | options->timed) >> thread & 1);
    return (struct choice){ .thread = thread, .way = by_clock ? WAY_TIMEOUT : WAY_GO };
}

/* The n-th (from 0) of the ready threads. */
static inline uint16_t options_ready(const struct options *options, unsigned n)
{
    uint64_t left = options->ready;
    while (n-- > 0)
        left &= left - 1;
    return left ? (uint16_t)__builtin_ctzll(left) : NOBODY;
}

/* Does this choice preempt the thread that went last: keep it from going on although it could and did not yield? */
static inline bool options_preempts(const struct options *options, uint16_t thread)
{
    uint16_t current = options->current;
    return thread != current && current < 64 && (options->willing >> current & 1)
        && options->world->thread[current].last_act != ACT_YIELD;
}

/* The earliest of the sleepers: what a polite scheduler wakes when nobody is ready. */
struct choice options_earliest(const struct options *options);

#endif
