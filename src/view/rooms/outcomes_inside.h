/* outcomes_inside.h — what the files of the outcomes screen share. Private to rooms/outcomes*.c.
 *
 *   outcomes.c          life and keys
 *   outcomes_rows.c     which results and races there are, in which order, and what is known of each
 *   outcomes_label.c    what each row says
 *   outcomes_words.c    the sentences above and below the list
 *   outcomes_draw.c     where everything goes */
#ifndef VIEW_ROOMS_OUTCOMES_INSIDE_H
#define VIEW_ROOMS_OUTCOMES_INSIDE_H

#include "view/rooms/outcomes.h"

enum { OUTCOMES_ROWS = 512, OUTCOMES_FOUND = 256 };     /* results and races; results */

struct outcomes_room {
    struct room room;
    struct outcomes_plan plan;

    /* the list, sorted anew by outcomes_sort: valid until the next search_poll */
    const struct report *rows[OUTCOMES_ROWS];
    size_t count, row;          /* row: the chosen one */
    bool moved;                 /* the learner has chosen one: it stays chosen wherever it goes */
    enum report_kind kind;      /* … and this is which */
    uint64_t number;

    /* by number of the result, what tells its output from every other; until one of them is told anew */
    struct telling {
        size_t differs;         /* its output from that of any other, there at the latest */
        bool lines;             /* only by where its lines end */
    } telling[OUTCOMES_FOUND];
    uint64_t compared;          /* of which outputs; 0: of none */

    /* as drawn last */
    size_t top;                 /* the first row shown … */
    int first, shown;           /* … in this row of the room's pane; how many of them */
    struct seen {
        enum search_state state;
        uint64_t time;
        size_t rows;
        enum free_state free_state;
        unsigned free_runs;
        bool nearest;
    } seen;
};

static inline struct outcomes_room *outcomes_of(const struct room *room)
{
    return (struct outcomes_room *)room;
}

/* ---- outcomes_rows.c ---- */
void outcomes_sort(struct outcomes_room *self);         /* failures first, then races, then what is right; by share */
size_t outcomes_count(const struct outcomes_room *self);        /* results and races known */
const struct report *outcomes_chosen(const struct outcomes_room *self);     /* NULL: nothing has been found */
bool outcomes_has_failed(const struct outcomes_room *self, const struct report *report);
bool outcomes_is_cut_off(const struct report *report);          /* neither right nor wrong: the lab could not follow it */
bool outcomes_refused(const struct outcomes_room *self);        /* the program cannot be searched */
bool outcomes_goes_on(const struct outcomes_room *self);        /* the search */
bool outcomes_free_goes_on(const struct outcomes_room *self);
bool outcomes_counted(const struct outcomes_room *self);        /* the figures are final; before that they lag behind */
double outcomes_share(const struct outcomes_room *self, const struct report *report);       /* 0 … 1 of all there is */

/* How many free runs ended so. False: nobody can tell that from outside, or none was made. */
bool outcomes_free(const struct outcomes_room *self, const struct report *report, unsigned *times);
unsigned outcomes_free_strangers(const struct outcomes_room *self);     /* free runs that ended as no result says */

/* ---- outcomes_words.c: all return `out` ---- */
const char *outcomes_verdict(const struct outcomes_room *self, char *out, size_t room, enum look *look);
const char *outcomes_how(const struct outcomes_room *self, bool ascii, char *out, size_t room);     /* what was chosen, and why */
const char *outcomes_about_free(const struct outcomes_room *self, char *out, size_t room);
const char *outcomes_chance(const struct outcomes_room *self, const struct report *report, bool ascii, char *out, size_t room);
const char *outcomes_ways(const struct outcomes_room *self, const struct report *report, bool ascii, char *out, size_t room);
const char *outcomes_figures(const struct outcomes_room *self, const struct report *report, bool ascii, char *out, size_t room);
const char *outcomes_race(const struct outcomes_room *self, const struct report *report, bool ascii, char *out, size_t room);
const char *outcomes_number(uint64_t number, char out[32]);         /* "1,000" */
const char *outcomes_plural(uint64_t count);                        /* "" or "s" */
int outcomes_line(const struct outcomes_room *self, uint64_t place);        /* 0: nobody knows */

const char *outcomes_verb(uint64_t act);                            /* "read", "write", "free" */

/* ---- outcomes_label.c ---- */
void outcomes_compare(struct outcomes_room *self);      /* fills `telling`, where something is new */
const char *outcomes_label(const struct outcomes_room *self, const struct report *report, const struct pane *pane, int columns,
                           char *out, size_t room);

/* ---- outcomes_draw.c ---- */
void outcomes_draw(struct room *room, struct pane *pane);

#endif
