/* livelock.h — is an endless execution a livelock? It is when the program comes back to a state it was in, and on the way
 * there everyone who could have gone on all the time had a turn: so it can go on for ever, and no fair scheduler will end it.
 * An execution that is merely long never comes back.
 * Threads: one. Memory: none is kept. */
#ifndef EXPLORE_LIVELOCK_H
#define EXPLORE_LIVELOCK_H

#include "explore/machine.h"
#include "trace/schedule.h"

struct circle {
    uint32_t from, to;          /* steps: after `to` all is as it was after `from` */
    unsigned preemptions;       /* up to `to` */
};

/* Follows the schedule again and looks for the first such circle. False also when there is no memory to look with. */
bool livelock_proven(const struct machine *machine, const struct schedule *schedule, struct circle *circle);

#endif
