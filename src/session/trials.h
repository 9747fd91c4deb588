/* trials.h — what can come of a demo: found by going every way it can go, where that is done soon (session/search.h); else
 * by running it many times, each with other dice, and then it says what happened, never what cannot happen.
 * Order:   trials_start; poll trials_fd and the timer of trials_wait; trials_poll until trials_done or trials_stop.
 * Threads: one. Memory: trials_stop(NULL) does nothing; results are valid until the next trials_poll.
 * Errors:  trials_start NULL and *err; a demo that cannot be built ends the trials with trials_error. */
#ifndef SESSION_TRIALS_H
#define SESSION_TRIALS_H

#include "session/session.h"

enum { TRIAL_RESULTS = 32, TRIAL_TEXT = 160 };

/* Runs that ended alike: in the same way, having printed the same. */
struct trial_result {
    enum outcome outcome;
    char printed[TRIAL_TEXT];   /* without the last newline; cut off when longer */
    unsigned times;             /* runs; traces, where every way was gone */
    uint64_t seed;              /* of the first such run; 0 where every way was gone */
};

struct trials;

struct trials *trials_start(const struct session_plan *plan, unsigned runs, struct err *err);
/* The same, but first it tries to go every way; `runs` are for what is too large. */
struct trials *trials_start_all(const struct session_plan *plan, unsigned runs, struct err *err);
bool trials_complete(const struct trials *trials);      /* every way has been gone: what is not among the results cannot happen */
void trials_stop(struct trials *trials);
int trials_fd(const struct trials *trials);
int trials_wait(const struct trials *trials);           /* ms; -1: never */
bool trials_poll(struct trials *trials);                /* true: something changed; never blocks */
bool trials_done(const struct trials *trials);
const char *trials_error(const struct trials *trials);  /* "": none */

unsigned trials_runs(const struct trials *trials, unsigned *of);            /* finished, of how many */
unsigned trials_given_up(const struct trials *trials);                      /* among them: took too long */
unsigned trials_with_race(const struct trials *trials);                     /* among them: touched data without order */
size_t trials_results(const struct trials *trials, const struct trial_result **results);    /* the most frequent first */

#endif
