/* composed.h — objects that are made of others: a queue of a mutex, three conditions and some numbers. They are known by what
 * their structure is called (`struct queue`), and drawn from the values of its members; the kit's are listed in composed.c.
 *
 *   › jobs    ●●○ 2 of 3   get waits: ②   ◆ ① inside
 *
 * A member that nobody has touched since others could reach it has a value that is not known, and is left out.
 * Threads: one. Memory: none kept. Errors: none. */
#ifndef VIEW_COMPOSED_H
#define VIEW_COMPOSED_H

#include "view/picture.h"

enum { WHOLE_ROOM = 64 };

/* Is this object a part of a structure of a known kind? `whole` gets that structure's name. */
bool composed_holds(const struct scene *scene, uint32_t id, char whole[WHOLE_ROOM]);

bool composed_changed(const struct scene *scene, const char *whole);    /* by the last step */

/* One row, right of mark and name; `id` is any part. */
void composed_draw(const struct scene *scene, uint32_t id, struct pane *pane);

#endif
