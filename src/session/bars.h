/* bars.h — the downloads of a run, and what it tells of its progress, as they lie in time: folded from the same records as the
 * spans, which own them (spans_bars). A row for each download or progress, in the order in which they began; in it a bar for
 * each try, or an entry for each thing that got done.
 *
 * Position: as in spans.h. Where a run is live the phases of what is over lie where the library's own watch had them.
 * Threads: one. Memory: bars_free. Errors: what there is no memory for is left out, and bars.full. */
#ifndef SESSION_BARS_H
#define SESSION_BARS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "world/world.h"

enum { BAR_PHASES = TRANSFER_OVER };

struct bar {
    uint64_t from;                  /* position at which it began */
    uint64_t until[BAR_PHASES];     /* where each phase ended; of those still to come, where it stands now */
    uint64_t bytes;                 /* progress: how much is done … */
    uint32_t step, last;            /* of the run: its first and its last */
    uint32_t all;                   /* µs by the library's watch; progress: … of how much */
    int32_t status;                 /* of HTTP, or an errno value negated */
    uint8_t phase;                  /* enum transfer_phase: TRANSFER_OVER when it is */
};

struct bar_row {
    uint32_t object;
    enum object_kind kind;          /* OBJECT_TRANSFER, OBJECT_PROGRESS */
    struct bar *list;
    size_t count, room;
};

struct bars {
    struct bar_row *rows;
    size_t count, room;
    uint16_t row_of[WORLD_OBJECTS]; /* + 1; 0: it is none of these */
    size_t transfers;               /* so many of the rows are downloads */
    bool full;
};

void bars_begin(struct bars *bars);         /* a new run */
void bars_free(struct bars *bars);

/* The step, the run's `number`th, has been done at that position. */
void bars_take(struct bars *bars, const struct step *step, uint32_t number, uint64_t position, bool live);

/* The bar of that row at that position, or the last one before it; NULL. */
const struct bar *bars_at(const struct bar_row *row, uint64_t position);

/* How many downloads are under way, not in line, from … to: on the average, rounded, but 1 if there is any. `end` is where the run
 * has come to. */
unsigned bars_under_way(const struct bars *bars, uint64_t from, uint64_t to, uint64_t end);

/* Is it in line at that position? Under way? Neither: it is over. */
bool bar_in_line(const struct bar *bar, uint64_t position);
bool bar_under_way(const struct bar *bar, uint64_t position);

/* Where it ends: for what is not over, `end`. */
uint64_t bar_until(const struct bar *bar, uint64_t end);

#endif
