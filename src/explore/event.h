/* event.h — one step of an execution as the search sees it: who, by which way, and what it touches. Two events of
 * different threads are independent when they may be done in either order with the same results and the same state
 * afterwards; the relation stands here, and nowhere else.
 *
 * Threads: plain data. Memory: none. */
#ifndef EXPLORE_EVENT_H
#define EXPLORE_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "explore/machine.h"
#include "trace/step.h"
#include "world/world.h"

/* How an event touches a thing. */
enum mode {
    MODE_NONE,
    MODE_READ,      /* commutes with other READs */
    MODE_ADD,       /* commutes with other ADDs: posts of a semaphore, readers of a lock, sleepers of a condition */
    MODE_WRITE,     /* commutes with nothing */
};

/* Keys of what is touched: an object's id, or one of these. */
enum { KEY_THREAD = WORLD_OBJECTS, KEY_CREATION = KEY_THREAD + 64, KEYS = KEY_CREATION + 1 };

enum { EVENT_TOUCHES = 2 };

struct touch {
    uint32_t key;
    uint8_t mode;       /* enum mode */
    uint8_t bytes;      /* of a variable; 0xff for everything else */
    uint16_t tag;       /* of a barrier: the generation it arrived in */
};

struct event {
    uint16_t thread;
    uint8_t act;
    uint8_t way;            /* WAY_GO for a sleep however it was passed, and for a signal whomever it chose (see `chosen`) */
    uint16_t chosen;        /* whom a signal woke; NOBODY */
    bool any_way : 1;       /* planned, not yet done: any of the ways that are open then */
    bool fatal : 1;         /* it ended the program: nothing commutes with that */
    bool was_free : 1;      /* of a lock: nobody held it just before */
    bool failed : 1;        /* the call said no */
    uint32_t other;         /* the thread it is about; of FREE, how many bytes */
    uint64_t address;       /* of an access: the eight bytes around it; of FREE: the block */
    struct touch touch[EVENT_TOUCHES];
};

/* The event that a PHASE_DONE record tells of; `world` is as it left it. */
void event_done(struct event *event, const struct step *done, const struct world *world, const struct machine *machine);

/* The event that a thread at its gate would be, whatever comes of it: touches are what they may be at most. */
void event_planned(struct event *event, const struct step *about, const struct machine *machine);

/* What has been done, as a plan to do it again where it may come out differently. */
struct event event_again(const struct event *done);

/* Events of different threads. */
bool events_conflict(const struct event *a, const struct event *b);

/* The same choice: thread, way and whom it chose; a planned event of any way matches every way of its thread. */
bool events_match(const struct event *a, const struct event *b);

/* Events that conflict with others without touching the same thing: freeing a block, cancelling a thread, ending it all. */
bool event_is_wide(const struct event *event);

#endif
