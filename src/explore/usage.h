/* usage.h — what a program does at all, over all the executions of a search: who does which act where in the source, and on
 * which object, and in which functions who does anything, each once. Judges of exercises ask for it: is there a run in which two threads wait on a condition?
 *
 * Only the records that are new need to be shown, as dpor_observe does it. Objects are told apart by where they lie, because
 * their numbers depend on the schedule; accesses to variables are not told apart by the variable.
 * Memory: inside the struct. Threads: one. Errors: none; what is more than fits is left out. */
#ifndef EXPLORE_USAGE_H
#define EXPLORE_USAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "explore/machine.h"
#include "trace/report.h"

enum { USES = 4096, USE_OBJECTS = 4096 };

struct use {
    uint64_t place;         /* in the source; of START: the thread's function */
    uint64_t address;       /* of the object; 0 of a variable, and where there is none */
    uint16_t thread;
    uint8_t act;            /* ACT_NONE: anything, in the function at `place` or in what it calls */
    bool there;
};

struct usage {
    const struct machine *machine;
    struct use use[2 * USES];           /* a hash table, at most half full */
    size_t count;
    uint64_t address[USE_OBJECTS];      /* of each object of the execution */
    unsigned alive;                     /* threads created and not yet joined, in the execution, main among them … */
    unsigned together;                  /* … and the most there have been */
};

void usage_begin_run(struct usage *usage);
void usage_watch(struct usage *usage, const struct step *step);

/* The k-th of 2 * USES places of the table as a report, whose `number` counts them; false: nothing is there. Begin with a report
 * that has the kind and no number. */
bool usage_report(const struct usage *usage, size_t k, struct report *report);

#endif
