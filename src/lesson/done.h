/* done.h — how far the learner has come with a lesson: its pages, programs and tasks. `progress` NULL: nothing is remembered.
 * Threads: one. Memory: borrows. Errors: none. */
#ifndef LESSON_DONE_H
#define LESSON_DONE_H

#include "lesson/lesson.h"
#include "lesson/progress.h"

/* A question, a hunt or an exercise. */
struct done_task { const char *kind, *title; bool done; };

bool done_page(const struct progress *progress, const struct lesson *lesson, size_t page);              /* read */
bool done_demo(const struct progress *progress, const struct lesson *lesson, const struct demo *demo);  /* run */

/* False: the block is no task. */
bool done_task(const struct progress *progress, const struct lesson *lesson, const struct block *block, struct done_task *task);
size_t done_tasks(const struct progress *progress, const struct lesson *lesson, size_t *of);

/* Pages read, programs run, and tasks done, of how many. */
size_t done_all(const struct progress *progress, const struct lesson *lesson, size_t *of);

/* Where the learner left off, if it was in this lesson; and where it opens: there, else at the first page not yet read. */
bool done_left_off(const struct progress *progress, const struct lesson *lesson, size_t *page);
size_t done_opening_page(const struct progress *progress, const struct lesson *lesson);

#endif
