/* shown.h — which pictures there are to draw, in their order, and which of them must wait when there is not room for all: those
 * that matter least now. Threads: one. Memory: the caller's list, of WORLD_OBJECTS. Errors: none. */
#ifndef VIEW_SHOWN_H
#define VIEW_SHOWN_H

#include "view/picture.h"

struct shown {
    uint32_t id;            /* of an object; of one that is composed, any part of it … */
    uint32_t watched;       /* … or, not 0: a structure of the kit (watched.h) */
    uint32_t weight;        /* the higher, the sooner it gets a place */
    int rows;
    bool kept;              /* it has a place */
    bool composed, prints;
    bool strip;             /* it stands for all downloads (strip.h) */
    uint64_t whole;         /* of what is composed: its name, as a number */
};

size_t shown_list(const struct scene *scene, struct shown *list);

/* All downloads as one, where they would take nearly all of `room` rows of so many columns. Returns how many there are then. */
size_t shown_gather(const struct scene *scene, struct shown *list, size_t count, int room, int columns);
int shown_rows(const struct shown *list, size_t count);                 /* of those that have a place */

/* Takes it from the least weighty until the others fit. Returns how many lost it. */
size_t shown_drop(struct shown *list, size_t count, int room);

#endif
