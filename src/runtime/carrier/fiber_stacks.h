/* fiber_stacks.h — where the stacks of fibers lie: FIBERS stretches of FIBER_STACK bytes, one after the other, reserved once
 * for all runs. The lowest pages of each are its guard.
 *
 * Threads: any, once reserved; nothing is changed then. Memory: never given back. */
#ifndef RUNTIME_CARRIER_FIBER_STACKS_H
#define RUNTIME_CARRIER_FIBER_STACKS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

enum { FIBER_STACK = 8 << 20 };         /* bytes of address space per thread, the guard included */

/* false: the machine has no address space for them. */
bool fiber_stacks_reserve(struct err *err);

/* The thread whose stack holds the address; the guard below it counts as its own. */
bool fiber_stack_of(uintptr_t address, uint16_t *thread);
uintptr_t fiber_stack_low(uint16_t thread);
const void *fiber_stack_end(uint16_t thread);
bool fiber_guard_holds(uintptr_t address);

/* A run that is left leaves its frames behind: when the lab itself is sanitized, their red zones must go. */
void fiber_stack_forget(uint16_t thread);

#endif
