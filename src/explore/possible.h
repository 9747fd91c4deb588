/* possible.h — could a thread pass its gate earlier than it did? Asked when a race is to be reversed: some calls must wait
 * for what they are to be moved before. The rule book answers, after the steps that would still come first have been
 * replayed in a world of their own.
 * Memory: possible_begin allocates the world, possible_end frees it. Threads: one. */
#ifndef EXPLORE_POSSIBLE_H
#define EXPLORE_POSSIBLE_H

#include <stdbool.h>

#include "explore/trail.h"

struct possible {
    struct world *world;
    bool spurious;              /* may waiters wake for no reason? */
};

bool possible_begin(struct possible *possible);
void possible_end(struct possible *possible);

/* Without event `rival` and all that it happens before: could `event`, with which its thread then stands at its gate, pass
 * by any way? */
bool possible_without(struct possible *possible, const struct trail *trail, size_t rival, const struct event *event);

/* The threads that could wake for no reason now. */
uint64_t possible_dreamers(const struct world *world);

/* By which way a signal chooses this thread now; WAY_GO for NOBODY. */
unsigned possible_signal(const struct world *world, uint32_t condition, uint16_t chosen);

/* The ways that a scheduler may use of those the world allows. A thread wakes for no reason once in a run at most: a loop
 * around its wait could be kept going for ever by that alone. */
unsigned possible_ways(const struct world *world, uint16_t thread, bool spurious);

#endif
