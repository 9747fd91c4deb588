/* run.h — what there is to say of one run on fibers, and who takes its records. Between whoever runs a demo (runtime/)
 * and whoever chooses its schedules (explore/), which know nothing else of each other. Plain data. */
#ifndef TRACE_RUN_H
#define TRACE_RUN_H

#include <stdint.h>

#include "trace/step.h"

/* Takes every record of a run, in order. `from`: those told before so many steps have been made are not wanted. */
struct sink {
    void (*put)(void *data, const struct step *step);
    void *data;
    uint32_t from;
};

struct run_end {
    enum outcome outcome;   /* OUTCOME_RUNNING when the chooser abandoned it */
    int32_t code;           /* exit code, or signal number */
    uint16_t thread;        /* who was running */
    uint64_t place;         /* where; 0 unknown */
    uint32_t steps;
    uint32_t races;
    uint64_t leaked;        /* bytes that it has not freed and lost, when it exited */
    uint64_t leak_place;    /* who allocated the first of them */
    char text[240];         /* what there is to say: the assertion, the call that runs only live … */
};

#endif
