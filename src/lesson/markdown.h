/* markdown.h — CommonMark to lines of spans, by md4c. Private to lesson/. */
#ifndef LESSON_MARKDOWN_H
#define LESSON_MARKDOWN_H

#include "lesson/arena.h"
#include "lesson/lesson.h"

/* False when md4c gives up or memory is out. A link becomes its text; an image its description; HTML is shown as typed. */
bool markdown_read(struct arena *arena, const char *text, size_t length, const struct text_line **lines, size_t *count);

#endif
