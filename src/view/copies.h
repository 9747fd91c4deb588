/* copies.h — one variable in several processes: fork copies all memory, so that there are as many of it, at the same
 * address. Pictures show them side by side, in the row of the one met first.
 * Threads: one. Memory: none. Errors: none. */
#ifndef VIEW_COPIES_H
#define VIEW_COPIES_H

#include "world/world.h"

/* Fills `ids` with this variable and its copies, by the number of their process; returns how many, at most `room`. One: it
 * has no copy (yet: nobody knows a copy before its process touches it), or lies in shared memory. */
size_t copies_of(const struct world *world, uint32_t id, uint32_t *ids, size_t room);

/* Does the row of one that was met earlier show it, too? */
bool copies_shown_elsewhere(const struct world *world, uint32_t id);

#endif
