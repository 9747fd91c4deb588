/* spinning.h — which threads go round in circles: a loop that only looks (`while (!flag) sched_yield();`, a lock tried
 * again and again) and has come back to the very state it was in will go on so until something it looks at is changed by
 * another thread. Until then it need not be scheduled, and when nobody can change it any more, it never ends.
 *
 * A thread's state at a gate is its stack above the call-back (the demo is compiled so that nothing of it lives in
 * registers across a call), the stacks it has made itself, the locks it holds and its errno; anything it writes elsewhere
 * begins a new account.
 * A thread that is known to spin is not let go on, so it must be left where it holds the fewest locks of its round: others may
 * need one to change what it looks at.
 * Threads: fiber carrier only. */
#ifndef RUNTIME_CARRIER_SPINNING_H
#define RUNTIME_CARRIER_SPINNING_H

#include <stdbool.h>
#include <stdint.h>

#include "runtime/objects.h"
#include "runtime/runner.h"

extern uint64_t spinning;           /* threads that are certain to spin */

void spinning_begin(void);

/* The thread arrives at a gate. True: it spins. */
bool spinning_arrive_slowly(struct runner *self, uintptr_t place, uint32_t object);
static inline bool spinning_arrive(struct runner *self, uintptr_t place, uint32_t object)
{
    struct spin *spin = &self->spin;
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
    runners[thread].spin.gates = 0;
    runners[thread].spin.hashed = false;
}

/* It has looked at an object and changed nothing. */
void spinning_look_closely(uint16_t thread, uint32_t object);
static inline void spinning_look(uint16_t thread, uint32_t object)
{
    if (runners[thread].spin.hashed)
        spinning_look_closely(thread, object);
}

/* It holds, or gives back, a lock. */
static inline void spinning_hold(uint16_t thread, uint32_t object, bool more)
{
    runners[thread].spin.held += more ? object * 2654435761u : -(object * 2654435761u);
    runners[thread].spin.holds += more ? 1 : -1;
}

/* Has anyone gone round, in this run? Until then nobody need be told of anything. */
extern bool spinning_looked;

/* It has changed an object: returns those who spin no longer. */
extern uint64_t spinning_watched[];         /* by object: who has looked at it since it was last changed */
uint64_t spinning_disturb(uint16_t thread, uint32_t object);
static inline uint64_t spinning_changed(uint16_t thread, uint32_t object)
{
    return spinning_watched[object] & ~((uint64_t)1 << thread) ? spinning_disturb(thread, object) : 0;
}

/* What a step on a synchronisation object did: it looked, took or gave back a lock, let time pass, or changed something;
 * and what a write did. Only needed once spinning_looked. Return those who spin no longer. */
uint64_t spinning_account(const struct step *step);
uint64_t spinning_account_write(const struct step *step, const struct granule *around);

#endif
