/* spinning.h — which threads go round in circles: a loop that only looks (`while (!flag) sched_yield();`, a lock tried
 * again and again) and has come back to the very state it was in will go on so until something it looks at is changed by
 * another thread. Until then it need not be scheduled, and when nobody can change it any more, it never ends.
 *
 * A thread's state at a gate is its stack above the call-back (the demo is compiled so that nothing of it lives in
 * registers across a call), the locks it holds and its errno; anything it writes elsewhere begins a new account.
 * Threads: fiber carrier only. */
#ifndef RUNTIME_CARRIER_SPINNING_H
#define RUNTIME_CARRIER_SPINNING_H

#include <stdbool.h>
#include <stdint.h>

#include "runtime/runner.h"

enum { SPINNING_LOOKS = 12 };       /* things that one turn of a loop may look at */

struct spin {
    uint32_t gates;                 /* since it last changed anything */
    bool certain;                   /* it spins: skip it until `watched` says so */
    bool hashed, disturbed;         /* the state is known; something it has looked at has changed since */
    uint8_t looks;
    uint32_t object;                /* the gate with which it is compared: about what, … */
    uintptr_t place, frame;         /* … and where */
    uint64_t hash;
    uint32_t held;                  /* locks held: sums of their numbers */
    uint32_t held_then;
    uint32_t look[SPINNING_LOOKS];
};

extern struct spin spins[FIBERS];
extern uint64_t spinning;           /* threads that are certain to spin */

void spinning_begin(void);

/* The thread arrives at a gate. True: it spins. */
bool spinning_arrive_slowly(struct runner *self, uintptr_t place, uint32_t object);
static inline bool spinning_arrive(struct runner *self, uintptr_t place, uint32_t object)
{
    struct spin *spin = &spins[self->thread];
    if (++spin->gates < 2) {        /* the first after a change: nothing to compare with */
        spin->place = place;
        spin->object = object;
        spin->frame = self->frame_end;
        return false;
    }
    return spinning_arrive_slowly(self, place, object);
}

/* It has changed something that is not on its own stack. */
static inline void spinning_effect(uint16_t thread)
{
    spins[thread].gates = 0;
    spins[thread].hashed = false;
}

/* It has looked at an object and changed nothing. */
void spinning_look_closely(uint16_t thread, uint32_t object);
static inline void spinning_look(uint16_t thread, uint32_t object)
{
    if (spins[thread].hashed)
        spinning_look_closely(thread, object);
}

/* It holds, or gives back, a lock. */
static inline void spinning_hold(uint16_t thread, uint32_t object, bool more)
{
    spins[thread].held += more ? object * 2654435761u : -(object * 2654435761u);
}

/* It has changed an object: returns those who spin no longer. */
extern uint64_t spinning_watched[];         /* by object: who has looked at it since it was last changed */
uint64_t spinning_disturb(uint16_t thread, uint32_t object);
static inline uint64_t spinning_changed(uint16_t thread, uint32_t object)
{
    return spinning_watched[object] & ~((uint64_t)1 << thread) ? spinning_disturb(thread, object) : 0;
}

#endif
