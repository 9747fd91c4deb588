/* attempt.h — a learner's program put to the test of its exercise: searched for every way it can go; or, where it does what
 * only a live run can do (`live: yes`), run a number of times at full speed. One face of both for the screen, the command
 * and `lint`.
 *
 * Order:   attempt_start (returns at once; it builds first); poll attempt_fd and the timer of attempt_wait; attempt_poll
 *          until it is false; or attempt_finish. attempt_stop ends it, keeping what is known; attempt_close frees.
 * Threads: one. Memory: what is handed out is valid until the next attempt_poll.
 * Errors:  attempt_start NULL and *err. Later ones are a judgement: JUDGED_NO_PROGRAM, JUDGED_REFUSED. */
#ifndef SESSION_ATTEMPT_H
#define SESSION_ATTEMPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "build/build.h"
#include "session/judge.h"
#include "session/search.h"

enum { ATTEMPT_RUNS = 20 };         /* live; the first that hangs ends it */

struct attempt;

/* `exercise` and `path` must outlive it; the program's text is read now. */
struct attempt *attempt_start(const struct exercise *exercise, const char *path, struct err *err);
void attempt_stop(struct attempt *attempt);
void attempt_close(struct attempt *attempt);            /* NULL: nothing */
void attempt_finish(struct attempt *attempt);           /* waits until it is over */

int attempt_fd(const struct attempt *attempt);
int attempt_wait(const struct attempt *attempt);        /* ms; −1: no timer */
bool attempt_poll(struct attempt *attempt);             /* true: something changed */
bool attempt_goes_on(const struct attempt *attempt);

/* NULL: only what is asked. */
void attempt_judge(const struct exercise *exercise, const struct attempt *attempt, struct judgement *out);

/* What the compiler said. */
size_t attempt_messages(const struct attempt *attempt, const struct build_message **messages);

bool attempt_builds(const struct attempt *attempt);                     /* it is still being compiled */
unsigned long long attempt_tried(const struct attempt *attempt);        /* executions, or runs */
const struct search *attempt_search(const struct attempt *attempt);     /* for places; NULL: it is run live */

#endif
