/* lanes_waits.h — when a thread stood at its gate and could not go, as the run's stretches have it (session/spans.h).
 * Private to lanes.c. Pure. */
#ifndef VIEW_LANES_WAITS_H
#define VIEW_LANES_WAITS_H

#include "session/spans.h"

struct stretch {
    uint32_t from, to;      /* blocked, or asleep, after step `from` and until step `to` was done */
};

/* The next time it waited between its steps `before` and `number`; *at is 0 for the first, and kept by the caller. False:
 * no more; or nobody has kept the stretches (NULL). */
bool lanes_next_wait(const struct spans *spans, uint16_t thread, uint32_t before, uint32_t number, size_t *at,
                     struct stretch *stretch);

/* The step after which a thread that waits at the cursor has been waiting. */
uint32_t lanes_waits_since(const struct spans *spans, uint16_t thread, uint32_t cursor);

#endif
