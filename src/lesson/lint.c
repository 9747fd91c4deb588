/* lint.c — see lint.h. */
#include "lesson/lint.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"

enum { MOST = 1 << 20 };

struct linting {
    struct complaint *out;
    size_t room, count;
};

static void complain(struct linting *linting, bool error, const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
static void complain(struct linting *linting, bool error, const char *file, int line, const char *format, ...)
{
    va_list arguments;
    if (linting->count++ >= linting->room)
        return;
    struct complaint *complaint = &linting->out[linting->count - 1];
    complaint->error = error;
    complaint->line = line;
    snprintf(complaint->file, sizeof complaint->file, "%s", file);
    va_start(arguments, format);
    vsnprintf(complaint->text, sizeof complaint->text, format, arguments);
    va_end(arguments);
}

/* Cells, not bytes: continuation bytes of UTF-8 take none. */
static int columns_of(const char *line, size_t length)
{
    int columns = 0;
    for (size_t k = 0; k < length; k++)
        columns += ((unsigned char)line[k] & 0xc0) != 0x80;
    return columns;
}

static void check_widths(struct linting *linting, const char *file, const char *text)
{
    for (int line = 1; *text; line++) {
        size_t length = strcspn(text, "\n");
        if (columns_of(text, length) > LINT_COLUMNS)
            complain(linting, true, file, line, "this line is longer than %d columns", LINT_COLUMNS);
        text += length + (text[length] == '\n');
    }
}

static void check_anchor(struct linting *linting, const struct demo *demo, const char *file, const char *text)
{
    char mark[80];
    if (!*demo->anchor)
        return;
    snprintf(mark, sizeof mark, "// @%s", demo->anchor);
    const char *found = strstr(text, mark);
    if (!found)
        complain(linting, true, file, 1, "there is no anchor `%s`", mark);
}

static void check_announced(struct linting *linting, const struct demo *demo, const char *file, const char *text)
{
    char first[200];
    snprintf(first, sizeof first, "%.*s", (int)strcspn(text, "\n"), text);
    bool says_so = strstr(first, "broken on purpose") != NULL;
    if (demo->broken && !says_so)
        complain(linting, true, file, 1, "a broken program says `broken on purpose` on its first line");
    if (!demo->broken && says_so)
        complain(linting, true, file, 1, "this program says it is broken, the lesson says it is not");
}

static void check_file(struct linting *linting, const struct demo *demo, const char *path, bool first)
{
    struct err err;
    size_t length;
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    char *text = path_read(path, MOST, &length, &err);
    if (!text) {
        complain(linting, true, name, 1, "%s", err.text);
        return;
    }
    check_widths(linting, name, text);
    if (first) {
        check_anchor(linting, demo, name, text);
        check_announced(linting, demo, name, text);
    }
    free(text);
}

static void check_demo(struct linting *linting, const struct demo *demo, int line)
{
    for (size_t k = 0; demo->files[k]; k++)
        check_file(linting, demo, demo->files[k], k == 0);
    if (!demo->broken && !*demo->expect && !demo->live)
        complain(linting, false, "lesson.md", line, "demo %s: without `expect` nobody can tell whether it is right", demo->name);
    if (!*demo->watch)
        complain(linting, false, "lesson.md", line, "demo %s: `watch` would say what to look at", demo->name);
}

static bool has_demo(const struct lesson *lesson, const char *name)
{
    for (size_t k = 0; k < lesson->demo_count; k++)
        if (strcmp(lesson->demos[k]->name, name) == 0)
            return true;
    return false;
}

static void check_hunt(struct linting *linting, const struct lesson *lesson, const struct hunt *hunt, int line)
{
    if (!has_demo(lesson, hunt->demo))
        complain(linting, true, "lesson.md", line, "this hunt is in a demo that is not there: %s", hunt->demo);
    if (!*hunt->because)
        complain(linting, false, "lesson.md", line, "`because` would say what the hunt has shown");
}

static void check_exercise_file(struct linting *linting, const char *path)
{
    struct err err;
    size_t length;
    const char *name = strrchr(path, '/') + 1;
    char file[96];
    snprintf(file, sizeof file, "exercises/%.80s", name);
    char *text = path_read(path, MOST, &length, &err);
    if (text)
        check_widths(linting, file, text);
    else
        complain(linting, true, file, 1, "%s", err.text);
    free(text);
}

static void check_exercise(struct linting *linting, const struct exercise *exercise, int line)
{
    check_exercise_file(linting, exercise->file);
    check_exercise_file(linting, exercise->solution);
    if (!exercise->sound && !exercise->finishes && !exercise->prints[0])
        complain(linting, true, "lesson.md", line, "exercise %s: nothing is asked of it", exercise->name);
    if (!exercise->hints[0])
        complain(linting, false, "lesson.md", line, "exercise %s: a learner who is stuck finds no `hint`", exercise->name);
}

static void check_block(struct linting *linting, const struct lesson *lesson, const struct block *block)
{
    switch (block->kind) {
    case BLOCK_DEMO:
        check_demo(linting, block->demo, block->line);
        break;
    case BLOCK_PREDICT:
        if (!has_demo(lesson, block->predict->demo))
            complain(linting, true, "lesson.md", block->line, "this prediction is about a demo that is not there: %s",
                     block->predict->demo);
        break;
    case BLOCK_MEASURE:
        if (!*block->measure->conclude)
            complain(linting, false, "lesson.md", block->line, "`conclude` would say what to take home");
        break;
    case BLOCK_HUNT:
        check_hunt(linting, lesson, block->hunt, block->line);
        break;
    case BLOCK_EXERCISE:
        check_exercise(linting, block->exercise, block->line);
        break;
    case BLOCK_TEXT:
        break;
    }
}

size_t lint_lesson(const struct lesson *lesson, struct complaint *out, size_t room)
{
    struct linting linting = { out, room, 0 };
    if (!*lesson->summary)
        complain(&linting, false, "lesson.md", 1, "a summary would stand in the catalogue");
    for (size_t p = 0; p < lesson->page_count; p++) {
        const struct page *page = &lesson->pages[p];
        size_t lines = 0;
        for (size_t b = 0; b < page->block_count; b++) {
            lines += page->blocks[b].line_count;
            check_block(&linting, lesson, &page->blocks[b]);
        }
        int line = page->block_count ? page->blocks[0].line : 1;
        if (lines == 0)
            complain(&linting, true, "lesson.md", line, "the page \"%s\" has no text", page->title);
        if (lines > LINT_LINES)
            complain(&linting, false, "lesson.md", line, "the page \"%s\" is long", page->title);
    }
    return linting.count;
}
