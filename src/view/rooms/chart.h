/* chart.h — the screen of a run as a whole: a row for each thread, and below for each download, time from left to right.
 *
 *   0 main  ██┅┅┅┅┅ join ① ┅┅┅┅┅┅┅██
 *   ① add     ─██──██┅┅┅ lock ┅┅██┤           █ runs  ─ ready  ┅ waits  z sleeps  ┤ ended
 *   step  ─────┬───▲────────┬────────●
 *              5           10
 *   at once    ▁▃▅█▃▁
 *   :8080/3    ▒──────█✓ 200, 4.0 KB           (phases.h)
 *
 *   ① waits 4 steps (steps 6 to 9) for lock, held by ② (line 14). Then, step 9: ② unlocks lock (race.c:16).
 *
 *   chart.c        life and keys
 *   chart_draw.c   what it looks like
 *   chart_bars.c   the rows of downloads and of progress
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
    int chosen;                 /* the row chosen … */
    uint64_t at;                /* … and the position under the cursor */
    bool follows;               /* the cursor stays at the end of a run that goes on */
    bool whole;                 /* all of the run is shown, however long it gets */
    struct scale scale;
    uint64_t left;              /* position at the left edge; where a column begins */
    int top;                    /* first row shown */
    /* as drawn last: */
    int row, column;            /* where the first row's track begins in the room's pane */
    int rows, columns, height;  /* rows shown, columns of a track, lines for a row */
};

/* How far the cursor can go: behind the last step there is what stands open there, unless the program has ended well. */
uint64_t chart_last(const struct chart *chart);
void chart_draw(struct chart *chart, struct pane *pane);

/* The rows: threads by their numbers, then how many downloads are under way at once, then these, and progress. */
int chart_rows(const struct chart *chart);
bool chart_is_thread(const struct chart *chart, int row);
const char *chart_row_name(const struct chart *chart, int row, char *out, size_t room);
void chart_draw_bars(const struct chart *chart, struct pane *pane, int row, int which);
uint64_t chart_bars_change(const struct chart *chart, int which, uint64_t at, bool back);  /* the next place where it changes */
void chart_bars_words(const struct chart *chart, const struct pane *pane, int which, char *out, size_t room);
void chart_bars_legend(const struct chart *chart, struct pane *pane, int row);

enum { CHART_SENTENCE = 3 };        /* rows */
void chart_words(const struct chart *chart, struct pane *pane, int row);
void chart_label(const struct chart *chart, struct pane *pane, int row, uint16_t thread);

#endif
