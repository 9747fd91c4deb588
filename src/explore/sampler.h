/* sampler.h — random schedules that find rare failures sooner than a fair coin:
 *   · random walk: each thread that can go on, as likely as another (random.h); what chances are measured with;
 *   · PCT: threads have random priorities, the highest goes, and at d − 1 random steps the running one falls behind all
 *     (S. Burckhardt, P. Kothari, M. Musuvathi, S. Nagarakatte: A Randomized Scheduler with Probabilistic Guarantees of
 *     Finding Bugs, ASPLOS 2010);
 *   · POS: events have random priorities, drawn again when an event races with the one that is done (X. Yuan, J. Yang,
 *     R. Gu: Partial Order Aware Concurrency Sampling, CAV 2018).
 * The same seed gives the same run. Memory: sampler_free. Threads: one. */
#ifndef EXPLORE_SAMPLER_H
#define EXPLORE_SAMPLER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/dice.h"
#include "explore/machine.h"
#include "trace/schedule.h"

enum sampler_how { SAMPLER_WALK, SAMPLER_PCT, SAMPLER_POS };

enum { SAMPLER_CHANGES = 8 };

struct sampler {
    const struct machine *machine;
    enum sampler_how how;
    uint32_t limit;
    bool spurious;                      /* but for a walk: waiters of a condition may wake for no reason */
    const struct schedule *prefix;      /* the caller's; NULL: none */
    uint32_t length;                    /* steps of an execution, as far as known */
    /* of the run: */
    struct dice dice;
    uint64_t priority[64];
    uint64_t drawn;                     /* threads that have one */
    uint32_t change[SAMPLER_CHANGES];   /* steps at which the running thread falls behind */
    unsigned changes;
    struct schedule made;
    unsigned preemptions;
    const struct world *world;
    bool out_of_memory;
};

/* One run; false: no memory. */
bool sampler_run(struct sampler *sampler, uint64_t seed, const struct sink *observer, struct run_end *end);
void sampler_free(struct sampler *sampler);

#endif
