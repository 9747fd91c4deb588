/* story.h — draws a page of a lesson: headings, paragraphs, lists, code, tables, wrapped to the pane and scrolled.
 * Threads: one. Memory: borrows the page. Errors: none; what does not fit is reached by scrolling. */
#ifndef VIEW_STORY_H
#define VIEW_STORY_H

#include "lesson/lesson.h"
#include "view/pane.h"

/* Draws the page, its title first, from its row `top` on and returns how many rows it has in all at this width. Other blocks than text
 * (demo, measure, predict) appear as one line that names the key to press. A `▾` at the right edge says there is more. */
int story_draw(struct pane *pane, const struct page *page, int top);
int story_rows(const struct page *page, int columns);
int story_lines_draw(struct pane *pane, const struct text_line *lines, size_t count, int top);      /* one text block */

/* A text of the lab's own, wrapped: between `backticks` stand keys, and look so. Returns the rows it took. */
int story_tell(struct pane *pane, int row, enum look look, const char *text);

#endif
