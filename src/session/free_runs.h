/* free_runs.h — a demo run many times at full speed, as anyone would run it: its plain flavour, a process for each run, one
 * after the other, with nothing of the lab in them. What came of it stands beside what a search has found.
 *
 * Order:   free_runs_start (returns at once; it builds first); poll free_runs_fd and the timer of free_runs_wait;
 *          free_runs_poll. free_runs_stop ends it, keeping what there is; free_runs_close frees, and does nothing to NULL.
 * Threads: one. Memory: results are valid until the next free_runs_poll.
 * Errors:  free_runs_start NULL and *err; later ones are FREE_FAILED with free_runs_error. A run that fails is a result. */
#ifndef SESSION_FREE_RUNS_H
#define SESSION_FREE_RUNS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "build/build.h"

enum { FREE_RESULTS = 64, FREE_HUNG_MOST = 5 };     /* distinct results that are kept; runs that may hang */

struct free_plan {
    const char *const *sources;     /* as session_plan */
    const char *const *flags;
    unsigned runs;                  /* 0: 1,000 */
    double patience;                /* s; a run that takes longer hangs, and is killed; 0: 3 */
    unsigned hung_most;             /* after so many it stops; 0: FREE_HUNG_MOST */
};

enum free_state { FREE_BUILDS, FREE_RUNS, FREE_DONE, FREE_FAILED };

enum free_end { FREE_EXITED, FREE_SIGNALLED, FREE_HUNG };

struct free_result {
    enum free_end end;
    int code;                       /* exit code or signal */
    char *printed;                  /* all of it; what a program that is killed had not flushed is lost */
    unsigned times;
};

struct free_runs;

struct free_runs *free_runs_start(const struct free_plan *plan, struct err *err);
void free_runs_stop(struct free_runs *runs);
void free_runs_close(struct free_runs *runs);
int free_runs_fd(const struct free_runs *runs);
int free_runs_wait(const struct free_runs *runs);       /* ms until free_runs_poll wants to be called anyway; −1: never */
bool free_runs_poll(struct free_runs *runs);            /* true: something changed; never blocks for long: a kill is waited for */

enum free_state free_runs_state(const struct free_runs *runs);
const char *free_runs_error(const struct free_runs *runs);
size_t free_runs_messages(const struct free_runs *runs, const struct build_message **messages);     /* of the compiler */
unsigned free_runs_count(const struct free_runs *runs, unsigned *of);   /* finished or hung, of how many */
unsigned free_runs_hung(const struct free_runs *runs);
double free_runs_patience(const struct free_runs *runs);
size_t free_runs_results(const struct free_runs *runs, const struct free_result **results);    /* the first FREE_RESULTS */

#endif
