/* lanes_inside.h — what the lanes and the time line below them must agree on. Private to lanes*.c. */
#ifndef VIEW_LANES_INSIDE_H
#define VIEW_LANES_INSIDE_H

#include "view/lanes.h"

int lanes_label_columns(const struct scene *scene, const struct pane *pane);    /* left of the track */
int lanes_height(const struct scene *scene, const struct pane *pane);           /* rows of a lane, 1 or 2 */
int lanes_shown(const struct scene *scene, const struct pane *pane);            /* how many there is room for */

int lanes_time_row(const struct scene *scene, const struct pane *pane);
void lanes_draw_time(const struct scene *scene, struct pane *pane, int row);

#endif
