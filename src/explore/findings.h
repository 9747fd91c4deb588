/* findings.h — what a search has found: the distinct results of a program and its data races, each with the simplest
 * schedule known: fewest preemptions, then fewest steps.
 * Memory: findings_free. Threads: one. */
#ifndef EXPLORE_FINDINGS_H
#define EXPLORE_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "explore/machine.h"
#include "explore/usage.h"
#include "trace/report.h"
#include "trace/schedule.h"

enum { FINDINGS = 256, RACES_OF_A_RUN = 16 };

struct finding {
    uint64_t key;               /* what makes it another one */
    struct report report;       /* its texts belong to the finding */
    bool changed;               /* since it was told last */
};

struct findings {
    struct finding found[FINDINGS], race[FINDINGS];
    size_t founds, races;
    bool more;                  /* there were more than fit */
    struct step raced[RACES_OF_A_RUN];      /* in the execution that goes on */
    size_t raced_count;
    struct usage *usage;                    /* what it does at all; NULL: nobody asked. Freed with the findings */
};

/* One execution that has come to an end. */
struct execution {
    const struct run_end *end;
    const struct world *world;              /* as it was left; NULL: it ended before anything could be chosen */
    const char *output;
    size_t output_length;
    unsigned preemptions;
    uint32_t steps;
    uint32_t circle;                        /* of a livelock: as struct report has it */
    bool is_trace, is_sample;               /* counts as a trace of its own; as a random run */
    bool (*schedule)(const void *data, struct schedule *schedule);
    const void *data;
};

/* Takes note of races and of uses; a sink's put. */
void findings_watch(void *findings, const struct step *step);

/* Before an execution, and after it. False: no memory. */
void findings_begin_run(struct findings *findings);
bool findings_note(struct findings *findings, const struct execution *execution);

bool findings_failed(const struct findings *findings);     /* a failing result is among them; a race does not count */
void findings_free(struct findings *findings);

#endif
