/* chart_scale.h — from positions in a run to columns of a pane and back. Private to rooms/chart*.c.
 * A position is a number of steps, or live of nanoseconds; see session/spans.h. Level 0 is as close as it goes: eight columns
 * for a step, live a column for 10 ns. Each level on, a column takes twice as many steps, or 1, 2, 5, 10 … of the time. All of
 * a run is shown at a scale between two levels.
 * Pure; threads: any. */
#ifndef VIEW_ROOMS_CHART_SCALE_H
#define VIEW_ROOMS_CHART_SCALE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct scale {
    bool live;
    int level;
    uint64_t units, columns;    /* so many positions take so many columns; one of them is 1 */
};

struct scale scale_at(bool live, int level);            /* the nearest level that there is */
struct scale scale_whole(bool live, uint64_t end, int columns);     /* the closest at which positions 0 … end have room … */
struct scale scale_wider(const struct scale *scale);                /* … and the next */

uint64_t scale_span(const struct scale *scale, int columns);        /* how many positions so many columns are; at least 1 */
uint64_t scale_align(const struct scale *scale, uint64_t position); /* back to where its column begins */
int64_t scale_column(const struct scale *scale, uint64_t left, uint64_t position);      /* `left` stands in column 0 */
uint64_t scale_position(const struct scale *scale, uint64_t left, int column);

/* The closest round distance between two ticks that are at least so many columns apart. */
uint64_t scale_tick(const struct scale *scale, int columns);

/* "a column is 2 steps", "a step is 4 columns", "a column is 50 µs". Returns `out`. */
const char *scale_words(const struct scale *scale, bool ascii, char *out, size_t room);

/* The unit in which ticks that far apart are written, and how much of it one is. */
uint64_t scale_unit(const struct scale *scale, uint64_t tick, bool ascii, const char **name);

#endif
