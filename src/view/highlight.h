/* highlight.h — the look of each byte of a line of C: keywords, types, strings, numbers, comments, preprocessor lines.
 * Lines are given in order; what a comment carries from one to the next is in the state, which begins zeroed.
 * Threads: any. Memory: the caller's. Errors: none: what is no C gets LOOK_PLAIN. */
#ifndef VIEW_HIGHLIGHT_H
#define VIEW_HIGHLIGHT_H

#include <stdbool.h>
#include <stddef.h>

#include "view/pane.h"

struct highlight {
    bool comment;           /* the line before ended inside of a comment */
    bool directive;         /* … or with a backslash in a preprocessor line */
};

void highlight_line(struct highlight *state, const char *line, size_t length, enum look *looks);

#endif
