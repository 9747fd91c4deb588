/* source_lines.h — what the two files of a source share: source.c reads it, source_draw.c draws it. Private to them. */
#ifndef VIEW_SOURCE_LINES_H
#define VIEW_SOURCE_LINES_H

#include "view/pane.h"

struct line {
    const char *text;           /* without tabs, and without the anchor that a lesson points at */
    char anchor[32];            /* its name; "" */
    bool alone;                 /* the anchor stands on a line of its own: it means the next one */
    enum look *looks;           /* one for each byte */
    int columns;
};

struct source {
    char path[512];
    struct line *lines;         /* of line n: lines[n - 1] */
    int count;
};

const char *source_base_name(const char *path);

#endif
