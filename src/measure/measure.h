/* measure.h — runs plain programs in turn (A B C A B C …) and says what they cost, with honest statistics: a warm-up
 * first, then rounds for as long as wanted; medians, with the spread of the middle half.
 * Order:   measure_start; poll measure_fd; measure_poll until `done` or measure_destroy (which stops the program that runs).
 * Threads: one thread. Memory: measure_destroy(NULL) does nothing; texts in the plan are borrowed until then. */
#ifndef MEASURE_MEASURE_H
#define MEASURE_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum { MEASURE_VARIANTS = 16, MEASURE_ROUNDS = 200 };

struct measure_variant {
    const char *name;               /* as shown: "lock each turn" */
    const char *const *argv;        /* program and arguments; NULL: not measured. A twin's argv[0] is replaced by python3 */
    const char *expect;             /* the line it must print to be right; NULL: cannot be wrong (exit code 0 then counts) */
    double quoted;                  /* seconds in the study notes; 0: none */
    bool python;                    /* the twin: measured when python3 is here */
};

struct measure_plan {
    const struct measure_variant *variants;
    size_t count;
    unsigned rounds;                /* at least; 0: 10 */
    double seconds;                 /* goes on at least this long; 0: only the rounds */
    double patience;                /* s for one run; one that takes longer is given up; 0: 10 */
};

struct measure_row {
    unsigned runs, wrong, failed;   /* counted runs; answers that differ from `expect`; crashes and time-outs */
    double median, low, high;       /* s wall: median, lower and upper quartile */
    double best, worst;             /* s */
    double user, system;            /* s, medians */
    double voluntary, involuntary;  /* context switches, medians */
    double peak;                    /* bytes, median */
    char last[80];                  /* the line it printed last */
    char note[160];                 /* why it cannot be measured here: "no python3" */
};

struct measure;

struct measure *measure_start(const struct measure_plan *plan, struct err *err);
int measure_fd(const struct measure *measure);
bool measure_poll(struct measure *measure);                             /* true: something changed; never blocks */
bool measure_done(const struct measure *measure);
unsigned measure_progress(const struct measure *measure, unsigned *of);     /* runs finished, of how many planned */
const struct measure_row *measure_row(const struct measure *measure, size_t variant);
void measure_stop(struct measure *measure);                             /* it is done now; what has been measured stays */
void measure_destroy(struct measure *measure);

#endif
