/* watched.h — pictures of what the kit keeps to itself, as it is in the program's memory (session/structures.h): an event loop
 * and its tasks, coroutines, generators, and the stack of the thread that has left it for one of these.
 *
 *     loop   at 10 ms   ready: tock                        who is in line, in that order
 *            due: tick 20 ms   waiting: main               timers by time; who waits for something else
 *     tick   sleeps until 20 ms  goes on at line 12  stack: 336 B of 64 KB
 *     jobs   ●●○ 2 of 3  unfinished 3  put waits: tock
 *     squares  waits for odd  goes on at line 31  stack: 208 B of 64 KB
 *
 * Threads: one. Memory: none kept. Errors: none; what does not fit is cut off. */
#ifndef VIEW_WATCHED_H
#define VIEW_WATCHED_H

#include "view/picture.h"

enum { WATCHED_THREAD = 1 << 30 };      /* above this: a thread's own stack, by its number */

/* Those that have a picture, in the order in which they are drawn; 0: no other. Begin with 0. */
uint32_t watched_next(const struct scene *scene, uint32_t after);

const char *watched_name(const struct scene *scene, uint32_t number, char *out, size_t room);
bool watched_changed(const struct scene *scene, uint32_t number);       /* by the last step */
bool watched_matters(const struct scene *scene, uint32_t number);       /* a loop, and who runs: the others can do without */
int watched_rows(const struct scene *scene, uint32_t number);
void watched_draw(const struct scene *scene, uint32_t number, struct pane *pane);       /* right of mark and name */

/* Is that object a part of one of them, or of the kit's book-keeping? */
bool watched_holds(const struct scene *scene, uint32_t id);

/* ---- watched_sync.c ---- */

void watched_event_draw(const struct scene *scene, uint32_t number, struct pane *pane);
void watched_lock_draw(const struct scene *scene, uint32_t number, struct pane *pane);
void watched_semaphore_draw(const struct scene *scene, uint32_t number, struct pane *pane);
void watched_queue_draw(const struct scene *scene, uint32_t number, struct pane *pane);

/* ---- watched_loop.c ---- */

int watched_loop_rows(const struct scene *scene, uint32_t number);
void watched_loop_draw(const struct scene *scene, uint32_t number, struct pane *pane);
long watched_loop_ms(const struct scene *scene, uint64_t ns);           /* since the loop began */

#endif
