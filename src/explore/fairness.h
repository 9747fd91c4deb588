/* fairness.h — was an endless execution fair: did everyone who could go on get a turn before long? Only then is it a
 * livelock; else it is endless because of its schedule, which no real scheduler would follow for ever.
 * Threads: one. Memory: none is kept. */
#ifndef EXPLORE_FAIRNESS_H
#define EXPLORE_FAIRNESS_H

#include "explore/machine.h"
#include "trace/schedule.h"

/* Follows the schedule again: nobody who could go on by itself waited for more than `patience` steps. */
bool fairness_holds(const struct machine *machine, const struct schedule *schedule, uint32_t patience);

#endif
