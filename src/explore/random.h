/* random.h — the scheduler of a watched run: at each gate one of the threads that can go on, each as likely as another.
 * A thread that only the clock can free waits until nobody else can go, so that a sleep lasts as a learner expects.
 * Threads: plain data. */
#ifndef EXPLORE_RANDOM_H
#define EXPLORE_RANDOM_H

#include <stdint.h>

#include "world/options.h"

struct random_scheduler {
    uint64_t state;
};

/* The same seed gives the same choices. */
void random_seed(struct random_scheduler *scheduler, uint64_t seed);
struct choice random_choose(struct random_scheduler *scheduler, const struct options *options);

#endif
