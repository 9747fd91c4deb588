/* schedule.h — who went when, as a short text: `1.3 2 1t 2w1.4`. A number is a thread, `.n` how often in a row (1 when
 * absent), a letter before the dot by which way: `t` its time ran out, `s` it woke spuriously, `wK` its signal woke the
 * K-th waiter after the first. Spaces separate; the text can be typed, shared, stored and replayed.
 * `[1.3 2]*40` is what stands in the brackets forty times over; brackets do not nest.
 * Threads: plain data. Memory: schedule_free takes a zeroed or freed schedule. */
#ifndef TRACE_SCHEDULE_H
#define TRACE_SCHEDULE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct choice {
    uint16_t thread;
    uint8_t way;        /* enum way */
};

struct schedule {
    struct choice *choices;
    size_t count, room;
};

bool schedule_add(struct schedule *schedule, struct choice choice);     /* false: no memory */
void schedule_cut(struct schedule *schedule, size_t count);             /* keeps the first `count` */
void schedule_free(struct schedule *schedule);

/* Reads a text; false with the offending word and its column in *err. Adds to what is there. */
bool schedule_read(struct schedule *schedule, const char *text, struct err *err);

/* Writes the shortest text into `out`; returns the length it needs without the NUL, as snprintf does. */
size_t schedule_write(const struct schedule *schedule, char *out, size_t room);

#endif
