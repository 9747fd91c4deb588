/* machinery.h — code of the program's that is not what it is about: the kit's. The lab says which addresses it has; then
 * for each gate in it the lab is also told from where in the learner's own code it was called.
 * Threads: set before a run. Errors: what cannot be read is no machinery. */
#ifndef RUNTIME_MACHINERY_H
#define RUNTIME_MACHINERY_H

#include <stdbool.h>
#include <stdint.h>

#include "runtime/runner.h"

extern unsigned machinery_ranges;           /* how many there are: asked at each gate */

void machinery_set(const char *ranges);     /* ELF addresses, hexadecimal: "1180-1fff 2300-2410" */
void machinery_begin(void);                 /* a new run: nothing has been told */

/* Where the thread is in the learner's own code, on the stack it is on: the innermost call, as an ELF address. 0: nowhere. */
uint64_t machinery_called_from(const struct runner *self);

/* The thread comes to a gate there: records from where it was called (PHASE_CALLED), unless that is known. */
void machinery_arrive(struct runner *self, uint64_t place);

#endif
