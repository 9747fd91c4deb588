/* lanes.h — a lane for each thread: what it has done, step by step from left to right, why it stands still, and what it
 * will do next; below them the time line, which is the scroll bar of the run.
 *
 *   0 main  ━create①━create②━┅┅┅ waits for ① to end (line 20) ┅┅┅┅┅┅┅┅┅┅┅  blocked
 *   ① add                   ━R share 0━            ▶ W share (read 0)       ready
 *   ② add                             ●R share 0━  ▶ W share (read 0)       ready
 *   time    ━━━━━━━━━━━━━━━━━━━━━━━━━●────────────────────────────  step 4/12
 *
 * A column is a step of one thread; the latest begins with ●. ┅ is time spent blocked. Where it matters who goes next, and that
 * is known, ✗ stands behind what comes next when the program can still go wrong after it, ✓ when it cannot any more.
 * Threads: one. Memory: none kept. Errors: none. */
#ifndef VIEW_LANES_H
#define VIEW_LANES_H

#include "view/picture.h"

/* What the learner sees of them; wraps numbers of the world. */
struct lanes {
    uint16_t selected;      /* the thread under the lanes' own cursor; NOBODY: none */
};

int lanes_rows(const struct scene *scene);      /* a row for each thread, and the time line */
void lanes_draw(const struct scene *scene, const struct lanes *lanes, struct pane *pane);

/* Which step a click into this pane means; 0 when it was not on the time line … and which thread; NOBODY. */
bool lanes_step_at(const struct scene *scene, const struct pane *pane, int row, int column, uint32_t *step);
uint16_t lanes_thread_at(const struct scene *scene, const struct lanes *lanes, const struct pane *pane, int row);

#endif
