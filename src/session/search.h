/* search.h — every way a program can go, found out in a host of its own while one watches: results, failures, data races,
 * each with the simplest schedule known, and how sure it is that there is nothing else.
 *
 * Order:   search_start returns at once (it builds first); poll search_fd and the timer of search_wait; search_poll; ask.
 *          search_stop ends it, keeping what it has found; search_close frees. search_close(NULL) does nothing.
 * Threads: one. Memory: what is returned is valid until the next search_poll.
 * Errors:  search_start NULL and *err; later ones are SEARCH_FAILED with search_error and search_messages. */
#ifndef SESSION_SEARCH_H
#define SESSION_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "build/build.h"
#include "build/symbols.h"
#include "trace/orders.h"
#include "trace/report.h"

struct search_plan {
    const char *const *sources;     /* as session_plan */
    const char *const *flags;
    enum search_how how;
    unsigned bound;                 /* preemptions, for SEARCH_BOUNDED */
    uint64_t seed;                  /* of what is random; 0: 1 */
    double seconds;                 /* at most; 0: 10 */
    uint64_t executions;            /* at most; 0: any number */
    uint32_t steps;                 /* of one execution, before it counts as a livelock; 0: 5000 */
    const char *prefix;             /* only what begins with this schedule; NULL: everything */
    bool spurious;                  /* waiters of a condition may wake for no reason */
    bool uses;                      /* tell at the end what the program does at all: search_uses */
    bool first;                     /* a failing result is enough: the simplest, then stop. Else all results are wanted, with chances */
};

enum search_state {
    SEARCH_BUILDS,
    SEARCH_FAILED,          /* it did not compile, or no host */
    SEARCH_RUNS,
    SEARCH_ENDED,           /* by itself, or stopped */
};

struct search;

struct search *search_start(const struct search_plan *plan, struct err *err);
void search_stop(struct search *search);
void search_close(struct search *search);
int search_fd(const struct search *search);
int search_wait(const struct search *search);           /* ms until search_poll wants to be called anyway; −1: never */
bool search_poll(struct search *search);                /* true: something changed; never blocks */
void search_finish(struct search *search);              /* polls it to its end: for those who have nothing else to do */

enum search_state search_state(const struct search *search);
const char *search_error(const struct search *search);
size_t search_messages(const struct search *search, const struct build_message **messages);

/* What the program does that is not watched, and what the verdict can therefore not be sure of: an object file among the flags,
 * or a function of the C library that the lab does not know; NULL: nothing. */
const char *search_stranger(const struct search *search);

/* How far it has come (REPORT_PROGRESS or, at the end, REPORT_END). */
const struct report *search_progress(const struct search *search);

/* What it has found: results first found first; each a REPORT_FOUND. */
size_t search_found(const struct search *search, const struct report *const **found);
/* Data races, each a REPORT_RACE. */
size_t search_races(const struct search *search, const struct report *const **races);

/* What the program does in one execution or another, once each; empty until the search has ended, and where it was not asked. */
struct search_use {
    uint64_t place, address;        /* in the source; of the object, 0 of a variable */
    uint16_t thread;
    uint8_t act;                    /* ACT_NONE: it does something in the function at `place`, or in what that calls */
};
size_t search_uses(const struct search *search, const struct search_use **uses);

/* Where a `place` of a report is in the source; false: nobody knows. */
bool search_place(const struct search *search, uint64_t place, struct place *out);

/* The verdict so far. */
enum search_verdict {
    VERDICT_UNKNOWN,        /* nothing has failed, and not all has been seen */
    VERDICT_SOUND,          /* every trace has been executed and none fails: under sequential consistency */
    VERDICT_BOUNDED,        /* none fails with up to so many preemptions (progress->bounded − 1); beyond that not searched */
    VERDICT_FAILS,          /* something failed: a result with `failed`, or a data race */
    VERDICT_REFUSED,        /* the program does what only a live run can do, or does not do the same twice */
};
enum search_verdict search_verdict(const struct search *search);

/* The worst of what it has found: failures before races, then fewest preemptions, then fewest steps; NULL: none. */
const struct report *search_worst(const struct search *search);

/* Chances of a result under the random scheduler, 0 … 1: what was seen, and the half width of the 95 % interval (E. B. Wilson,
 * 1927); false: no samples. */
bool search_chance(const struct search *search, const struct report *found, double *chance, double *error);

#endif
