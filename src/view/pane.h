/* pane.h — a rectangle of cells. Rooms and pictures draw here and nowhere else, so every screen is a string in a test;
 * terminal.c puts the cells on a real screen.
 *
 * Coordinates are row, column from 0; writing outside is cut off, never an error. Text is UTF-8 and is sanitised: control
 * bytes, escape codes, bidi marks and invalid bytes become visible replacements. A wide character takes two cells.
 * Threads: one. Memory: pane_make/pane_free; a sub-pane borrows its parent's cells and is freed with it. */
#ifndef VIEW_PANE_H
#define VIEW_PANE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a cell means; a theme says how that looks. Colour is never the only carrier: each also has an attribute or glyph. */
enum look {
    LOOK_PLAIN, LOOK_DIM, LOOK_TITLE, LOOK_BORDER, LOOK_KEY, LOOK_CURSOR, LOOK_STRONG, LOOK_EMPHASIS, LOOK_CODE,
    LOOK_RUNNING, LOOK_READY, LOOK_BLOCKED, LOOK_SLEEPING, LOOK_ENDED, LOOK_CHANGED, LOOK_FAILURE, LOOK_GOOD, LOOK_WARNING,
    LOOK_KEYWORD, LOOK_TYPE, LOOK_STRING, LOOK_NUMBER, LOOK_COMMENT, LOOK_PREPROCESSOR,
    LOOK_BAR, LOOK_BAR_OTHER, LOOK_THREAD_0, LOOK_THREAD_1, LOOK_THREAD_2, LOOK_THREAD_3, LOOK_THREAD_4, LOOK_THREAD_5,
    LOOKS
};

struct cell {
    char text[13];      /* one character with its combining marks, UTF-8; "" is the right half of a wide one */
    uint8_t width;      /* 1 or 2; 0 for the right half */
    uint8_t look;       /* enum look */
    uint8_t reverse;    /* the cursor line, a button */
};

struct pane {
    int rows, columns;
    struct cell *cells;     /* of row r: cells + r * stride */
    int stride;
    bool ascii;             /* draw with ASCII only */
};

struct pane *pane_make(int rows, int columns);      /* blank; NULL: no memory */
void pane_free(struct pane *pane);
void pane_clear(struct pane *pane);
struct pane pane_part(const struct pane *pane, int row, int column, int rows, int columns);   /* clipped to the parent */

int pane_put(struct pane *pane, int row, int column, enum look look, const char *text);       /* returns the column after it */
int pane_printf(struct pane *pane, int row, int column, enum look look, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
void pane_fill(struct pane *pane, int row, int column, int columns, enum look look, const char *glyph);
void pane_reverse(struct pane *pane, int row, int column, int columns);
void pane_look(struct pane *pane, int row, int column, int columns, enum look look);         /* changes only the look */
void pane_box(struct pane *pane, enum look look, const char *title);                          /* a border; the title in it */
int pane_wrap(struct pane *pane, int row, int column, enum look look, const char *text);      /* word-wrapped; returns rows used */

int text_columns(const char *text);                 /* how many cells a text takes */
const char *glyph(const struct pane *pane, const char *unicode, const char *ascii);      /* the one the pane can show */

/* The pane as text, one line per row without trailing blanks, for tests, --plain and recordings. Caller frees. */
char *pane_text(const struct pane *pane);

#endif
