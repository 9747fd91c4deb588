/* source.h — the text of a program with its threads in the margin, and beside each of their lines what they are about to
 * do there.
 *
 *     9  static void *add(void *arg) {
 *   ›11 ①②     share += 1;                    ① about to write share   ② about to read share
 *
 * `›` is the line of the last step; `▴ ①` in the first row and `▾ ②` in the last: who stands beyond. Anchors (`// @name`) are for lessons to point at, and not shown. Threads: one. Memory: source_close(NULL) does nothing.
 * Errors: source_open gives NULL and *err when the file cannot be read. */
#ifndef VIEW_SOURCE_H
#define VIEW_SOURCE_H

#include "base/err.h"
#include "view/picture.h"

struct source;

struct source *source_open(const char *path, struct err *err);
void source_close(struct source *source);
const char *source_name(const struct source *source);       /* "race.c" */
int source_lines(const struct source *source);
int source_anchor(const struct source *source, const char *name);       /* the line with the comment `// @name`, or the one after it when it stands alone; 0: none */

/* Which file and line a thread stands at; false when it is nowhere in this file. */
bool source_line_of(const struct source *source, const struct scene *scene, uint16_t thread, int *line);

/* The line of the last step, or of the last before it that its thread took on any; false when that was not in this file. */
bool source_line_done(const struct source *source, const struct scene *scene, int *line);

/* The first line to show so that `line` is seen, scrolling from `top` no more than needed; and as many of the other
 * threads as possible with it. */
int source_follow(const struct source *source, int top, int rows, int line);
int source_follow_all(const struct source *source, const struct scene *scene, int top, int rows, int line);

/* Draws from line `top` (from 1) on. `scene` may be NULL: nothing runs. `wrong` is a line the compiler
 * complains about; 0: none. */
struct source_look { int top, wrong; };
void source_draw(const struct source *source, const struct scene *scene, const struct source_look *look, struct pane *pane);

#endif
