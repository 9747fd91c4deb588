/* theme.h — how each look looks: a colour, if the terminal has any, and attributes that say the same without colour.
 * A theme chooses colours; the attributes are the same in all, so that a learner without colours loses nothing.
 * Threads: any. Memory: constant. Errors: theme_find gives NULL for a name it does not know. */
#ifndef VIEW_THEME_H
#define VIEW_THEME_H

#include "view/pane.h"

enum { THEME_BOLD = 1, THEME_DIM = 2, THEME_UNDERLINE = 4, THEME_REVERSE = 8, THEME_ITALIC = 16 };

struct paint {
    short colour;           /* of 256, or of 8; −1: the terminal's own */
    unsigned attributes;    /* THEME_* bits */
};

struct theme {
    const char *name;
    short of_256[LOOKS], of_8[LOOKS];
};

const struct theme *theme_find(const char *name);       /* NULL name: the default */
const char *theme_names(void);                          /* "default light contrast mono", for a usage text */

/* With `colours` 256, 8 or 0. */
struct paint theme_paint(const struct theme *theme, enum look look, int colours);

#endif
