/* say.h — puts the sentences of session/tell.h on a pane: what stands in back-ticks is a name of the program and gets the
 * look of code, without the ticks. Threads: one. Memory: none kept. Errors: none; what does not fit ends in `…`. */
#ifndef VIEW_SAY_H
#define VIEW_SAY_H

#include "view/pane.h"

/* Within `columns`; returns the column after it. */
int say_put(struct pane *pane, int row, int column, int columns, enum look look, const char *text);

/* Word-wrapped over at most `rows` rows from `row` on; returns how many it used. Call it with rows 0 to measure. */
int say_wrap(struct pane *pane, int row, int column, int columns, int rows, enum look look, const char *text);

/* The text without its ticks. Returns `out`. */
const char *say_plain(const char *text, char *out, size_t room);

/* Printed text cut to so many columns, with `…` where something is missing; returns `out`. */
const char *say_cut(const struct pane *pane, const char *text, int columns, char *out, size_t room);

/* The look in which a thread's number and lane are drawn. */
enum look say_thread_look(unsigned thread);

#endif
