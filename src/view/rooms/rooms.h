/* rooms.h — the door to every screen: one maker each. What a maker is given must outlive the room.
 * Errors: NULL and a sentence. Memory: room_destroy. */
#ifndef VIEW_ROOMS_ROOMS_H
#define VIEW_ROOMS_ROOMS_H

#include <stdint.h>

#include "base/err.h"
#include "lesson/lesson.h"
#include "lesson/progress.h"
#include "session/measured.h"
#include "view/room.h"

struct catalogue_plan {
    const struct catalogue *catalogue;
    struct progress *progress;
    struct measured *measured;              /* NULL: figures are not kept */
};

/* A lesson and its demos, or a learner's own program. */
struct demo_plan {
    const struct lesson *lesson;            /* NULL: a program of the learner's own */
    const struct demo *demo;                /* NULL: the first one of the page, or of the lesson; never NULL without a lesson */
    size_t page;                            /* from 0: where the story opens */
    struct progress *progress;              /* NULL: nothing is remembered */
    struct measured *measured;              /* NULL: figures are not kept */
    uint64_t seed;                          /* 0: the demo's own, or any */
    const char *schedule;                   /* NULL: none */
    uint32_t walk;                          /* the schedule has so many steps: look at where it is decided; 0: at its end */
    bool live;
    bool every_step;                        /* the kit's code is never stepped over */
};

struct hunt_plan {
    const struct lesson *lesson;
    const struct hunt *hunt;
    struct progress *progress;              /* NULL: nothing is remembered */
};

struct exercise_plan {
    const struct lesson *lesson;
    const struct exercise *exercise;
    struct progress *progress;              /* NULL: nothing is remembered */
};

struct predict_plan {
    const struct lesson *lesson;
    const struct predict *predict;
    struct progress *progress;
};

struct room *catalogue_room_make(const struct catalogue_plan *plan, struct err *err);
struct room *demo_room_make(const struct demo_plan *plan, struct err *err);
struct room *predict_room_make(const struct predict_plan *plan, struct err *err);
struct room *hunt_room_make(const struct hunt_plan *plan, struct err *err);
struct room *exercise_room_make(const struct exercise_plan *plan, struct err *err);
struct room *help_room_make(const struct room *about, struct err *err);     /* the keys of `about`, and the legend */
bool help_room_is(const struct room *room);
struct room *tour_room_make(struct err *err);

#endif
