/* objects.h — which object an address is. Ids are given at the first touch and kept for the life of the host, so that an
 * id means the same in every run; each run announces (PHASE_MEET) what it touches, when it first does.
 *
 * A variable is an address and a size; accesses of different sizes to the same eight bytes are different variables that
 * overlap, and the race detector looks at all that overlap. */
#ifndef RUNTIME_OBJECTS_H
#define RUNTIME_OBJECTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "trace/kinds.h"
#include "trace/step.h"

enum { OBJECTS_OVERLAP = 15 };          /* as many as aligned accesses of 1, 2, 4 and 8 bytes can make */

/* The eight aligned bytes around an address, and the variables in them. */
struct granule {
    uintptr_t key;                      /* address / 8; 0: unused */
    struct part { uint8_t offset, size; uint16_t object; } part[OBJECTS_OVERLAP];
    uint8_t parts;
};

void objects_begin(void);               /* a new run: nothing has been met */

/* The variable at an address, met if it was not; 0 when there are more than the lab follows. */
uint32_t object_variable(uintptr_t address, unsigned size, const struct granule **around);

/* The synchronisation object at an address. `type` goes into its PHASE_MEET when it is new in this run. */
uint32_t object_sync(enum object_kind kind, const void *address, int32_t type);

/* The one at an address that has been met in this run; 0: none has. */
uint32_t object_variable_known(uintptr_t address, unsigned size);
uint32_t object_sync_known(uintptr_t address);

/* Live runs: a process of the demo; a pipe, a socket or the like, by a number of its own, called after the descriptors that the
 * program keeps at `named` (NULL: it has another name). `type` is for its PHASE_MEET. */
uint32_t object_process(uint16_t number, uint16_t parent);
uint32_t object_live(enum object_kind kind, uint64_t key, const void *named, int32_t type);

/* What the program only tells of, by a number of its own: a download, progress. All processes share it. */
uint32_t object_told(enum object_kind kind, uint64_t key, bool *is_new);

/* From here on all processes that this one forks give the same ids to the same memory. */
bool objects_share(struct err *err);

/* The output of the program. */
uint32_t object_output(void);

/* The granule at an address that a multiple of eight is, if it is known; NULL. */
const struct granule *object_find(uintptr_t address);

/* Where a variable lies: the granule's address, the first variable in it, and bit k for its k-th byte. */
uintptr_t object_granule(uint32_t object, uint32_t *first, uint8_t *bytes);

/* Where an address is, put into a PHASE_MEET: value, region, place, and whose it is. */
void object_describe(struct step *meet, uintptr_t address);

bool objects_overflowed(void);          /* some could not be followed: no verdict of soundness then */

#endif
