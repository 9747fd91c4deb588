/* graph.h — who waits for whom: the wait-for graph of a program in which nobody can move any more. A circle is drawn as one
 * piece, whoever else waits as an edge of its own.
 *
 *   ① ─ b ▶ ② ─ a ▶ ①     main ─ join ▶ ①     ③ ─ ready ▶ nobody     ④ ─ pipe ▶ main ④
 *
 * Threads: one. Memory: none kept. Errors: none; what does not fit is left out. */
#ifndef VIEW_GRAPH_H
#define VIEW_GRAPH_H

#include "view/picture.h"

/* Draws it from `row` on and returns how many rows it takes; with a pane of no rows it only counts. */
int graph_draw(const struct scene *scene, struct pane *pane, int row);

#endif
