/* race.h — happens-before by vector clocks, and data races by FastTrack (C. Flanagan, S. N. Freund: FastTrack: Efficient
 * and Precise Dynamic Race Detection, PLDI 2009). Fiber carrier only; thread numbers below FIBERS.
 * A race is reported once per pair of places and run. */
#ifndef RUNTIME_RACE_RACE_H
#define RUNTIME_RACE_RACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/objects.h"
#include "trace/step.h"

struct race {
    uint16_t other;         /* the thread of the earlier access */
    uint64_t place;         /* where that was */
    uint8_t act;            /* what it was: ACT_READ, ACT_WRITE … */
};

void race_begin(void);

/* The thread's own time, ns: at least that of everything that happens before what it does now. */
uint64_t *race_time(uint16_t thread);

/* A thread has synchronised (any PHASE_DONE that is not a plain access). `order` is the C11 memory order of an atomic. */
void race_sync(const struct step *step, int order);

/* A thread passes a fence: with it, relaxed atomics hand on what happened before. */
void race_fence(uint16_t thread, int order);

/* A variable of this run is new: nobody has touched it yet. */
void race_meet(uint32_t object);

/* A plain or atomic access. True: it races with an earlier one, not reported before in this run. */
bool race_access(const struct step *step, const struct granule *around, struct race *race);

/* Freeing `size` bytes from `start` is a write to all of them. True: it races with an access to `*object`. */
bool race_free(const struct step *step, uintptr_t start, size_t size, uint32_t *object, struct race *race);

#endif
