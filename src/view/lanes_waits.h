/* lanes_waits.h — when a thread that has passed its gate had been waiting at it, read off the steps of the others. Private
 * to lanes.c. Pure. */
#ifndef VIEW_LANES_WAITS_H
#define VIEW_LANES_WAITS_H

#include "session/session.h"

struct stretch {
    uint32_t from, to;      /* blocked after step `from` and until step `to` was done; from == to: never */
};

/* The stretch before step `number` of a thread whose step before that was `before`. */
struct stretch lanes_waited(const struct session *session, uint32_t before, uint32_t number);

#endif
