/* mappings.h — which memory of this process is shared with others, and which memory it is: what two processes have mapped, at
 * whatever addresses, is one and the same. A child begins with its parent's list, as it begins with its mappings. Live only. */
#ifndef RUNTIME_CARRIER_MAPPINGS_H
#define RUNTIME_CARRIER_MAPPINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mapping {
    uintptr_t start;
    size_t size;
    uint64_t identity;          /* the same wherever that memory is mapped: its address would not be */
    uintptr_t place;            /* of the call that mapped it */
};

/* `fd` −1: anonymous, then what is forked from here on has it in common. */
void mappings_add(void *start, size_t size, int fd, uint64_t offset, uintptr_t place);
void mappings_remove(const void *start, size_t size);

/* NULL: the address is private to this process. */
const struct mapping *mappings_find(uintptr_t address);

/* What stands for the address in tables that all processes have in common: the address itself in the first process. */
uintptr_t mappings_key(uintptr_t address);

#endif
