/* chart.h — the screen of a run as a whole: a row for each thread, time from left to right.
 *
 *   0 main  ██┅┅┅┅┅ join ① ┅┅┅┅┅┅┅██
 *   ① add     ─██──██┅┅┅ lock ┅┅██┤           █ runs  ─ ready  ┅ waits  z sleeps  ┤ ended
 *   step  ─────┬───▲────────┬────────●
 *              5           10
 *   ① waits 4 steps (steps 6 to 9) for lock, held by ② (line 14). Then, step 9: ② unlocks lock (race.c:16).
 *
 *   chart.c        life and keys
 *   chart_draw.c   what it looks like
 *   chart_words.c  what stands below it
 *   chart_scale.c  positions and columns
 *
 * It borrows the session from the room below, which goes on polling it.
 * Errors: NULL and a sentence. Memory: room_destroy. */
#ifndef VIEW_ROOMS_CHART_H
#define VIEW_ROOMS_CHART_H

#include "session/spans.h"
#include "view/room.h"
#include "view/rooms/chart_scale.h"

struct chart_plan {
    struct session *session;
    const char *name;                               /* of the program */
    void (*chosen)(void *data, uint32_t step);      /* this step is to be looked at; then the room is left */
    void *data;
};

struct room *chart_room_make(const struct chart_plan *plan, struct err *err);

/* ---- private to rooms/chart*.c ---- */

struct chart {
    const struct session *session;
    struct spans *spans;
    uint16_t thread;            /* the row chosen … */
    uint64_t at;                /* … and the position under the cursor */
    bool follows;               /* the cursor stays at the end of a run that goes on */
    bool whole;                 /* all of the run is shown, however long it gets */
    struct scale scale;
    uint64_t left;              /* position at the left edge; where a column begins */
    uint16_t top;               /* first thread shown */
    /* as drawn last: */
    int row, column;            /* where the first row's track begins in the room's pane */
    int rows, columns, height;  /* threads shown, columns of a track, rows for a thread */
};

/* How far the cursor can go: behind the last step there is what stands open there, unless the program has ended well. */
uint64_t chart_last(const struct chart *chart);
void chart_draw(struct chart *chart, struct pane *pane);

enum { CHART_SENTENCE = 3 };        /* rows */
void chart_words(const struct chart *chart, struct pane *pane, int row);
void chart_label(const struct chart *chart, struct pane *pane, int row, uint16_t thread);

#endif
