/* nearest.h — beside a run that fails, the nearest one that passes: the same until somebody is stopped for the last time although
 * he could have gone on, and there he goes on. It is found in a session and a search of its own.
 * Order:   nearest_open; poll nearest_fd and the timer of nearest_wait; nearest_poll until it says so.
 * Threads: one. Memory: nearest_close(NULL) does nothing; sources, flags and expect must live until the next call of any.
 * Errors:  NULL and *err; what is not found is "". */
#ifndef SESSION_NEAREST_H
#define SESSION_NEAREST_H

#include "session/search.h"
#include "session/session.h"

struct nearest;

/* `expect`: what a right run prints last; "": anything. */
struct nearest *nearest_open(const char *const *sources, const char *const *flags, const char *expect, const struct report *report,
                             struct err *err);
void nearest_close(struct nearest *nearest);
int nearest_fd(const struct nearest *nearest);          /* -1: nothing to wait for */
int nearest_wait(const struct nearest *nearest);
bool nearest_poll(struct nearest *nearest);             /* true: it is known now, or that there is none */

/* "The same until step 6, and there ② goes on: then it passes."; "" not known, or no such run passes. */
const char *nearest_text(const struct nearest *nearest);

/* Of a session that has followed the failing run to its end: the schedule of the run beside it, the step after which they part,
 * and who goes on there. NULL: nobody was stopped. The caller frees it; the cursor moves. */
char *nearest_prefix(struct session *session, uint16_t *goes_on, uint32_t *step);

#endif
