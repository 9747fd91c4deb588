/* source.c — reads a program's text; see source.h. */
#include "view/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/highlight.h"
#include "view/source_lines.h"

enum { TAB = 8, LINE = 400, LARGEST = 4 << 20 };

static char *read_whole(const char *path, size_t *length, struct err *err)
{
    FILE *file = fopen(path, "re");
    char *text = NULL;
    *length = 0;
    if (!file) {
        err_set_errno(err, "cannot read %s", path);
        return NULL;
    }
    text = malloc(LARGEST);
    if (text)
        *length = fread(text, 1, LARGEST, file);
    else
        err_set(err, "no memory for %s", path);
    fclose(file);
    return text;
}

static void untab(const char *from, size_t length, char *out, size_t room)
{
    size_t used = 0;
    for (size_t k = 0; k < length && used + TAB + 1 < room; k++) {
        if (from[k] == '\r')
            continue;
        if (from[k] != '\t') {
            out[used++] = from[k];
            continue;
        }
        do
            out[used++] = ' ';
        while (used % TAB);
    }
    out[used] = '\0';
}

/* Takes `// @name` off the end of the line. */
static void take_anchor(struct line *line, char *text)
{
    char *at = strstr(text, "// @");
    if (!at)
        return;
    size_t length = strcspn(at + 4, " ");
    snprintf(line->anchor, sizeof line->anchor, "%.*s", (int)length, at + 4);
    while (at > text && at[-1] == ' ')
        at--;
    *at = '\0';
    line->alone = *text == '\0';
}

static bool add_line(struct source *source, struct highlight *state, const char *text, size_t length)
{
    char clean[LINE];
    untab(text, length, clean, sizeof clean);
    struct line *lines = realloc(source->lines, (size_t)(source->count + 1) * sizeof *lines);
    if (!lines)
        return false;
    source->lines = lines;
    struct line *line = &lines[source->count];
    *line = (struct line){ .text = NULL };
    take_anchor(line, clean);
    line->text = strdup(clean);
    line->looks = calloc(strlen(clean) + 1, sizeof *line->looks);
    line->columns = text_columns(clean);
    source->count++;
    if (!line->text || !line->looks)
        return false;
    highlight_line(state, line->text, strlen(line->text), line->looks);
    return true;
}

static bool split(struct source *source, const char *text, size_t length)
{
    struct highlight state = { 0 };
    const char *end = text + length;
    while (text < end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        const char *stop = newline ? newline : end;
        if (!add_line(source, &state, text, (size_t)(stop - text)))
            return false;
        text = stop + 1;
    }
    return true;
}

struct source *source_open(const char *path, struct err *err)
{
    size_t length;
    char *text = read_whole(path, &length, err);
    struct source *source = text ? calloc(1, sizeof *source) : NULL;
    if (source) {
        snprintf(source->path, sizeof source->path, "%s", path);
        if (!split(source, text, length)) {
            err_set(err, "no memory for %s", path);
            source_close(source);
            source = NULL;
        }
    }
    free(text);
    return source;
}

void source_close(struct source *source)
{
    if (!source)
        return;
    for (int k = 0; k < source->count; k++) {
        free((char *)source->lines[k].text);
        free(source->lines[k].looks);
    }
    free(source->lines);
    free(source);
}

const char *source_base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const char *source_name(const struct source *source)
{
    return source_base_name(source->path);
}

int source_lines(const struct source *source)
{
    return source->count;
}

int source_anchor(const struct source *source, const char *name)
{
    for (int k = 0; k < source->count && *name; k++)
        if (strcmp(source->lines[k].anchor, name) == 0)
            return source->lines[k].alone && k + 2 <= source->count ? k + 2 : k + 1;
    return 0;
}
