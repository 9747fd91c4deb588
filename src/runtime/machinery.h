/* machinery.h — code of the program's that is not what it is about: the kit's. The lab says which addresses it has; then
 * for each gate in it the lab is also told from where in the learner's own code it was called. Live, where nobody follows who can
 * reach what, it also keeps to itself what it does in memory, but for code that is said to tell it.
 * Threads: set before a run; any then. Errors: what cannot be read is no machinery. */
#ifndef RUNTIME_MACHINERY_H
#define RUNTIME_MACHINERY_H

#include <stdbool.h>
#include <stdint.h>

#include "runtime/demo.h"
#include "runtime/runner.h"

extern unsigned machinery_ranges;           /* how many there are: asked at each gate */
extern uint64_t machinery_low, machinery_size;      /* where those lie that keep to themselves what they do */

void machinery_set(const char *ranges);     /* ELF addresses, hexadecimal: "1180-1fff 2300-2410+"; `+`: they tell what they do */
void machinery_begin(void);                 /* a new run: nothing has been told */

bool machinery_holds(uint64_t place);       /* an ELF address */

/* Live: is it machinery that keeps to itself what it does in memory? `code`: an address as it is. */
bool machinery_is_private(uint64_t place);
static inline bool machinery_keeps(uintptr_t code)
{
    uint64_t place = code - demo.base;
    return __builtin_expect(place - machinery_low < machinery_size, 0) && machinery_is_private(place);
}

/* Where the thread is in the learner's own code, on the stack it is on: the innermost call, as an ELF address. 0: nowhere. */
uint64_t machinery_called_from(const struct runner *self);

/* The thread comes to a gate there: records from where it was called (PHASE_CALLED), unless that is known. */
void machinery_arrive(struct runner *self, uint64_t place);

#endif
