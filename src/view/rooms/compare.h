/* compare.h — two versions of a program as one text: what they share, and what only one of them has.
 * Memory: the room copies both texts. Errors: NULL and a sentence when one cannot be read. */
#ifndef VIEW_ROOMS_COMPARE_H
#define VIEW_ROOMS_COMPARE_H

#include "base/err.h"
#include "view/room.h"

struct compare_plan {
    const char *title;
    const char *mine, *theirs;      /* paths: the learner's and ours */
};

struct room *compare_room_make(const struct compare_plan *plan, struct err *err);

#endif
