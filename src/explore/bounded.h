/* bounded.h — every schedule with at most so many preemptions (M. Musuvathi, S. Qadeer: Iterative Context Bounding for
 * Systematic Testing of Multithreaded Programs, PLDI 2007): whoever runs goes on until it cannot, except that many times.
 * The first failure found with the smallest bound is one with the fewest preemptions there can be. No reduction: what is
 * enumerated are schedules, not traces. A thread that has gone on for long while others could is preempted for nothing,
 * so that one that polls does not keep the others from what it polls for (fairness). A wake-up for no reason, where they
 * are wanted, counts as a preemption.
 * Memory: bounded_end frees. Threads: one. */
#ifndef EXPLORE_BOUNDED_H
#define EXPLORE_BOUNDED_H

#include <stdbool.h>
#include <stdint.h>

#include "explore/machine.h"
#include "trace/schedule.h"

struct bounded;

enum bounded_run { BOUNDED_RAN, BOUNDED_DIVERGED, BOUNDED_NO_MEMORY, BOUNDED_FINISHED };

/* Schedules with exactly `exact` preemptions, as those with fewer have been seen at the bounds before. `prefix` begins all
 * of them (copied). NULL: no memory. */
struct bounded *bounded_begin(const struct machine *machine, unsigned exact, uint32_t limit, bool spurious,
                              const struct schedule *prefix);
void bounded_end(struct bounded *bounded);

/* The next execution. `observer` sees its records. *counts: it has exactly the wanted number; else it was only a way there. */
enum bounded_run bounded_next(struct bounded *bounded, const struct sink *observer, struct run_end *end, bool *counts);

bool bounded_schedule(const struct bounded *bounded, struct schedule *schedule);
unsigned bounded_preemptions(const struct bounded *bounded);
const struct world *bounded_world(const struct bounded *bounded);

#endif
