/* accesses.h — memory accesses of the demo that do not come from the compiler's call-backs: mem*, str* and the like.
 *
 * A range is not atomic: each eight bytes of it have a gate of their own, unless no other thread can reach it.
 */
#ifndef RUNTIME_ACCESSES_H
#define RUNTIME_ACCESSES_H

#include <stddef.h>
#include <stdint.h>

#include "trace/kinds.h"

/* The current thread is about to read (ACT_READ) or write (ACT_WRITE) the range. Call it before touching it. */
void access_range(const void *start, size_t size, enum act act, uintptr_t place);

/* It is about to write what lies at `from`, which does not change until then. */
void access_copy(void *to, const void *from, size_t size, uintptr_t place);

#endif
