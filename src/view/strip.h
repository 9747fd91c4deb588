/* strip.h — all downloads of a run as one picture, a sign for each (phases.h), in the order in which they began:
 *
 *   160 downloads  ✓✓✓✓✓✓✗✓✓✓✓✓✓✓✓✓█──────────────────────▒▒▒▒░░░········
 *                  ··························  16 over, 26 under way
 *
 * Threads: one. Memory: none kept. Errors: none; what there is no room for is cut off. */
#ifndef VIEW_STRIP_H
#define VIEW_STRIP_H

#include "view/picture.h"

enum { STRIP_LEAST = 3 };           /* fewer are shown one by one */

unsigned strip_count(const struct scene *scene);
bool strip_changed(const struct scene *scene);
int strip_rows(const struct scene *scene, int columns);         /* 1 … 3, in so many columns */
void strip_draw(const struct scene *scene, struct pane *pane);

#endif
