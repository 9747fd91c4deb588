/* fiber.h — the carrier on which threads are fibers of one kernel thread: deterministic, with a clock of its own. The
 * scheduler runs inside the gate of the thread that stops there; time passes only at gates. */
#ifndef RUNTIME_CARRIER_FIBER_H
#define RUNTIME_CARRIER_FIBER_H

#include <stdbool.h>
#include <stdint.h>

#include "runtime/carrier/fiber_stacks.h"
#include "runtime/gate.h"
#include "world/world.h"

extern const struct carrier carrier_fiber;

bool fiber_exists(uint16_t thread);         /* it has been created in this run */
bool fiber_has_ended(uint16_t thread);

/* The new thread, whose function and argument stand in runners[child], comes to its first gate, at `place`. */
void fiber_create(uint16_t child, uintptr_t place);

/* The calling thread's function is over, with runner->result; does not return. */
void fiber_end(struct runner *self) __attribute__((noreturn));

/* Has this thread been cancelled, and not switched that off? */
bool fiber_is_cancelled(const struct runner *self);

/* What the rule book knows of this run. */
const struct world *fiber_world(void);

/* The number of gates passed in this run so far, and whether a demo's thread runs at all: for the tick that finds loops
 * without a gate. */
uint32_t fiber_progress(void);

#endif
