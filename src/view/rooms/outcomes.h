/* outcomes.h — the screen of a search: what it has found, and how sure that is all. It borrows the search from the room
 * below, which keeps it when this one is left.
 * Errors: NULL and a sentence. Memory: room_destroy. */
#ifndef VIEW_ROOMS_OUTCOMES_H
#define VIEW_ROOMS_OUTCOMES_H

#include "session/search.h"
#include "view/room.h"

struct outcomes_plan {
    struct search *search;
    const char *name;           /* of the program */
    const char *expect;         /* what a right run prints; "" or NULL: any */
    void (*chosen)(void *data, const struct report *report);        /* this one is to be watched; then the room is left */
    void *data;
};

struct room *outcomes_room_make(const struct outcomes_plan *plan, struct err *err);

#endif
