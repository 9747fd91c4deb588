/* sharing.h — which memory needs gates: globals always; a block of the heap, a stretch of a stack or a thread's
 * _Thread_local variables once a pointer to it has been put where another thread can find it (escape at run time). */
#ifndef RUNTIME_SHARING_H
#define RUNTIME_SHARING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/runner.h"

/* May a thread other than `self` reach this address? Touching another's private memory makes it shared. */
bool sharing_is_shared(struct runner *self, uintptr_t address);

/* After the gate, and before the access: ends the run when the memory is not the program's any more. */
void sharing_check(const struct runner *self, uintptr_t address);

/* A value has become visible to others: if it points to private memory, that is shared from now on, and so on. */
void sharing_publish(uintptr_t value);
/* The same of all that lies there. */
void sharing_publish_range(const void *start, size_t length);

/* All of a stack of the demo's own making. */
struct stack;
void sharing_publish_stack(struct stack *stack);

/* Stack of fiber `thread`: where it lies. */
bool sharing_stack_of(uintptr_t address, uint16_t *thread);

#endif
