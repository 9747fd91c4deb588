/* naming.h — names that a program gives its objects: lab_name of the kit's threadlab.h, and the name a semaphore is opened
 * with. A name is told to the lab when its object is met, or at once when that has been before.
 * Threads: the demo's; the kernel carrier's calls take turns. Errors: more than NAMES names in a run are not kept. */
#ifndef RUNTIME_NAMING_H
#define RUNTIME_NAMING_H

#include <stdint.h>

extern unsigned naming_count;           /* names given in this run */

void naming_begin(void);                /* a new run */
void naming_give(const void *address, const char *name);

/* The object at this address has been met. */
void naming_tell(uint32_t object, uintptr_t address);
static inline void naming_met(uint32_t object, uintptr_t address)
{
    if (__builtin_expect(naming_count > 0, 0))
        naming_tell(object, address);
}

#endif
