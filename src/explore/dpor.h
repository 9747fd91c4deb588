/* dpor.h — complete exploration: one execution of every Mazurkiewicz trace, by optimal dynamic partial-order reduction
 * with wakeup trees and sleep sets (P. Abdulla, S. Aronis, B. Jonsson, K. Sagonas: Source Sets: A Foundation for Optimal
 * Dynamic Partial Order Reduction, J. ACM 64(4), 2017, algorithm 2). What differs here:
 *   · races are looked for only among the events that an execution adds, for the others were looked at when they were new;
 *   · calls that may have to wait race with the latest event before which the rule book lets them pass (possible.h), and
 *     so do those that wait for ever at an execution's end;
 *   · where a call can go by several ways (time-outs, whom a signal wakes), all are branches;
 *   · an event that ends the program conflicts with what other threads would still have done, and with what they print.
 * Exact under sequential consistency, for programs that always do the same under the same choices.
 *
 *     struct dpor *dpor = dpor_begin(&machine, limit, spurious);
 *     while (dpor_next(dpor, &end) …) …
 *
 * Memory: dpor_end frees. Threads: one. */
#ifndef EXPLORE_DPOR_H
#define EXPLORE_DPOR_H

#include <stdbool.h>
#include <stdint.h>

#include "explore/machine.h"
#include "trace/schedule.h"

struct dpor;

enum dpor_run {
    DPOR_TRACE,         /* an execution of a new trace: look at *end and the machine's output */
    DPOR_REDUNDANT,     /* one that turned out to be known already, and was broken off */
    DPOR_DIVERGED,      /* the program did not do the same again under the same choices: nothing can be promised */
    DPOR_NO_MEMORY,
    DPOR_FINISHED,      /* there are no more */
};

struct dpor *dpor_begin(const struct machine *machine, uint32_t limit, bool spurious);     /* NULL: no memory */
void dpor_end(struct dpor *dpor);

/* Before the first execution: every one shall begin with this schedule. False: no memory. */
bool dpor_begin_with(struct dpor *dpor, const struct schedule *prefix);

/* Shows the records that are new in each execution to `observer`, which the caller keeps; NULL: to nobody. */
void dpor_observe(struct dpor *dpor, const struct sink *observer);

enum dpor_run dpor_next(struct dpor *dpor, struct run_end *end);

/* How many of the choices of the latest execution are preemptions. */
unsigned dpor_preemptions(const struct dpor *dpor);

/* The machine's world as the latest execution left it. */
const struct world *dpor_world(const struct dpor *dpor);

/* The choices of the latest execution, added to *schedule; false: no memory. */
bool dpor_schedule(const struct dpor *dpor, struct schedule *schedule);

/* How much of the tree of executions has been seen, 0 … 1: exact at the ends, a guess between (each branch of a point
 * counts the same; D. E. Knuth: Estimating the efficiency of backtrack programs, Math. Comp. 29, 1975). */
double dpor_share(const struct dpor *dpor);

#endif
