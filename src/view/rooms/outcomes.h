/* outcomes.h — the screen of a search: what it has found, and how sure that is all. It borrows the search and the free runs
 * from the room below, which keeps them when this one is left, and makes new ones when asked.
 * Errors: NULL and a sentence. Memory: room_destroy. */
#ifndef VIEW_ROOMS_OUTCOMES_H
#define VIEW_ROOMS_OUTCOMES_H

#include "session/free_runs.h"
#include "session/search.h"
#include "view/room.h"

struct outcomes_plan {
    struct search *search;
    struct free_runs *free_runs;        /* NULL: not asked for yet */
    const char *name;                   /* of the program */
    const char *expect;                 /* what a right run prints; "" or NULL: any */
    void *data;                         /* of these: */
    const char *(*nearest)(void *data, const struct report *report);    /* how a run beside this one passes; "" not known; NULL: not asked */
    void (*chosen)(void *data, const struct report *report);        /* this one is to be watched; then the room is left */
    struct search *(*again)(void *data, struct err *err);           /* another search; on success the one before is gone */
    struct free_runs *(*run_freely)(void *data, struct err *err);   /* the same for free runs */
};

struct room *outcomes_room_make(const struct outcomes_plan *plan, struct err *err);

#endif
