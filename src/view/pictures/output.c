/* output.c — the last lines that the program printed. */
#include <string.h>

#include "view/pictures/pictures.h"

enum { LINES = 3, LINE = 256 };

/* Where the line before the one that begins at `at` begins. */
static const char *line_before(const char *output, const char *at)
{
    if (at > output)
        at--;
    while (at > output && at[-1] != '\n')
        at--;
    return at;
}

/* The beginning of the last lines, at most LINES of them, and at most so many; *count says how many. */
static const char *last_lines(const char *output, size_t length, int most, int *count)
{
    const char *end = output + length, *from = end;
    *count = 0;
    if (length > 0 && end[-1] == '\n')
        from = end;
    while (*count < LINES && *count < most && from > output) {
        from = line_before(output, from);
        (*count)++;
    }
    return from;
}

/* A carriage return begins the line anew: what is seen is what came after the last one. */
static const char *after_returns(const char *line, size_t size)
{
    const char *back = memrchr(line, '\r', size);
    return back && back + 1 < line + size ? back + 1 : line;
}

static int rows(const struct scene *scene, uint32_t id)
{
    size_t length;
    int count;
    const char *output = session_output(scene->tell.session, &length);
    (void)id;
    last_lines(output, length, LINES, &count);
    return count > 1 ? count : 1;
}

static void draw(const struct scene *scene, uint32_t id, struct pane *pane)
{
    size_t length;
    int count;
    const char *output = session_output(scene->tell.session, &length);
    const char *at = last_lines(output, length, pane->rows, &count), *end = output + length;
    if (count == 0)
        pane_put(pane, 0, 0, LOOK_DIM, "nothing printed yet");
    for (int row = 0; row < count; row++) {
        char line[LINE];
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        size_t size = (size_t)((newline ? newline : end) - at);
        const char *seen = after_returns(at, size);
        size_t kept = (size_t)(at + size - seen) < sizeof line ? (size_t)(at + size - seen) : sizeof line - 1;
        memcpy(line, seen, kept);
        line[kept] = '\0';
        bool last = row + 1 == count;
        pane_put(pane, row, 0, last && picture_changed(scene, id) ? LOOK_CHANGED : LOOK_PLAIN, line);
        at += size + (newline != NULL);
    }
}

const struct picture picture_of_output = { .rows = rows, .draw = draw };
