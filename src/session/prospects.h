/* prospects.h — where one stands in a run: can the program still go wrong, if this thread goes next, or that one? Each
 * answer is a search of its own of what begins with the choices so far and that one, made in the background, one after
 * the other.
 * Order:   prospects_open; prospects_look whenever the session has come to rest somewhere; poll prospects_fd and the timer
 *          of prospects_wait; prospects_poll; ask. prospects_close(NULL) does nothing.
 * Threads: one. Memory: the plan's texts must outlive it. Errors: what could not be found out is unknown. */
#ifndef SESSION_PROSPECTS_H
#define SESSION_PROSPECTS_H

#include "session/session.h"

struct prospects_plan {
    const char *const *sources, *const *flags;      /* as session_plan */
    const char *expect;         /* the last line a right run prints; "": any */
    bool races;                 /* data races count as well */
    bool spurious;              /* as search_plan */
};

enum prospect {
    PROSPECT_UNKNOWN,           /* not yet, or too much to try; or the thread cannot go on */
    PROSPECT_FAILS,             /* there is a way from there in which it goes wrong */
    PROSPECT_SAFE,              /* all ways from there have been tried, and none does */
};

struct prospects;

struct prospects *prospects_open(const struct prospects_plan *plan, struct err *err);
void prospects_close(struct prospects *prospects);

/* The session stands still at its cursor; when it stands where it did, nothing begins anew. */
void prospects_look(struct prospects *prospects, const struct session *session);
void prospects_forget(struct prospects *prospects);     /* it has gone on */

int prospects_fd(const struct prospects *prospects);    /* −1: nothing is being asked */
int prospects_wait(const struct prospects *prospects);
bool prospects_poll(struct prospects *prospects);       /* true: something is known now that was not */

/* For the step at which the session stood when it was looked at; at any other cursor nothing is known. NULL: unknown. */
enum prospect prospects_of(const struct prospects *prospects, uint32_t cursor, uint16_t thread);

#endif
