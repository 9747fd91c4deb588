/* inside.h — the state of a complete exploration, shared by dpor.c (which executes) and reversals.c (which plans). */
#ifndef EXPLORE_INSIDE_H
#define EXPLORE_INSIDE_H

#include "explore/dpor.h"
#include "explore/possible.h"
#include "explore/trail.h"
#include "explore/wakeup.h"

/* A point of the execution: what has been done from here, and what is still to be done. */
struct point {
    struct branch *tree;            /* still to be done */
    size_t asleep, sleepers;        /* events that need not be done: dpor->asleep[asleep … + sleepers] */
    uint32_t done;                  /* branches taken so far, the one being executed included */
    uint64_t expanded;              /* threads whose several ways have all been planned */
};

struct dpor {
    const struct machine *machine;
    uint32_t limit;
    struct possible possible;
    struct trail trail;
    struct point *point;
    size_t points, point_room;
    struct event *asleep;
    size_t asleep_room;
    struct wakeup_pool pool;
    struct event *sequence;         /* a plan being made */
    size_t sequence_room;

    size_t replay;                  /* so many choices are made again before anything new */
    size_t depth;                   /* choices made in this execution */
    struct choice chosen;           /* the latest … */
    bool preempts;                  /* … and whether it is a preemption */
    uint64_t enabled, willing;      /* threads that the machine lets choose; by their own will */
    const struct sink *observer;    /* is shown the records that are new; NULL */
    struct schedule prefix;         /* what every execution begins with */
    struct branch *inherited;       /* what the branch that was taken wants next */
    const struct world *world;      /* of the machine */
    bool started;                   /* the records before the first event are known */
    bool redundant, diverged, out_of_memory, finished;
};

/* Plans, at earlier points, what the execution that has just ended calls for. `ended`: it came to an end of its own. */
void reversals_plan(struct dpor *dpor, bool ended, bool fatal);

#endif
