/* random.h — the scheduler of a watched run: at each gate one of the threads that can go on, each as likely as another.
 * A thread that only the clock can free waits until nobody else can go, so that a sleep lasts as a learner expects.
 * The same dice give the same choices. */
#ifndef EXPLORE_RANDOM_H
#define EXPLORE_RANDOM_H

#include "base/dice.h"
#include "world/options.h"

struct choice random_choose(struct dice *dice, const struct options *options);

#endif
