/* source.c — see source.h. */
#include "lesson/source.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"

bool source_line(struct source *source, const char **start, size_t *length)
{
    if (source->at >= source->end)
        return false;
    const char *newline = memchr(source->at, '\n', (size_t)(source->end - source->at));
    *start = source->at;
    *length = newline ? (size_t)(newline - source->at) : (size_t)(source->end - source->at);
    source->at = newline ? newline + 1 : source->end;
    if (*length > 0 && (*start)[*length - 1] == '\r')
        (*length)--;
    source->line++;
    return true;
}

void source_complain(struct source *source, int line, const char *format, ...)
{
    char text[300];
    va_list arguments;
    if (source->complaint)
        return;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    source->complaint = arena_format(source->arena, "lesson.md:%d: %s", line, text);
}

char *source_trimmed(struct source *source, const char *start, size_t length)
{
    while (length > 0 && (*start == ' ' || *start == '\t')) {
        start++;
        length--;
    }
    while (length > 0 && (start[length - 1] == ' ' || start[length - 1] == '\t'))
        length--;
    return arena_text(source->arena, start, length);
}

bool source_pair(struct source *source, const char *start, size_t length, char **key, char **value)
{
    const char *colon = memchr(start, ':', length);
    if (!colon)
        return false;
    *key = source_trimmed(source, start, (size_t)(colon - start));
    *value = source_trimmed(source, colon + 1, length - (size_t)(colon + 1 - start));
    return *key && *value && **key;
}

/* ---- values ---- */

bool source_yes(struct source *source, const char *value)
{
    if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
        source_complain(source, source->line, "\"%s\" is neither yes nor no", value);
    return strcmp(value, "yes") == 0;
}

uint64_t source_number(struct source *source, const char *value)
{
    char *end;
    uint64_t number = strtoull(value, &end, 10);
    if (*value < '0' || *value > '9' || *end)
        source_complain(source, source->line, "\"%s\" is not a number", value);
    return number;
}

/* A file beside lesson.md, which must be there. */
const char *source_file(struct source *source, const char *value)
{
    char *path = arena_format(source->arena, "%s/%s", source->folder, value);
    if (value[0] == '/' || strstr(value, ".."))
        source_complain(source, source->line, "\"%s\" is not a file of this lesson", value);
    else if (path && !path_exists(path))
        source_complain(source, source->line, "there is no file %s", value);
    return path;
}

void source_add(struct source *source, struct list *list, const char *value)
{
    const char **item = list_add(source->arena, list, sizeof *item);
    if (item)
        *item = value;
}

/* A part of the kit: its header is found, and its source compiled along. */
static void add_part(struct source *source, struct list *flags, const char *part)
{
    const char *path = arena_format(source->arena, "%s/../kit/%s.c", source->folder, part);
    if (part[strspn(part, "abcdefghijklmnopqrstuvwxyz_")] || !*part || (path && !path_exists(path)))
        source_complain(source, source->line, "the kit has no part \"%s\"", part);
    source_add(source, flags, arena_format(source->arena, "-I%s/../kit", source->folder));
    source_add(source, flags, path);
}

/* What a program may need, from a fixed table: no flags stand in a lesson. */
static void add_need(struct source *source, struct list *flags, const char *need)
{
    if (strcmp(need, "kit") == 0)
        source_add(source, flags, arena_format(source->arena, "-I%s/../kit", source->folder));
    else if (strncmp(need, "kit/", 4) == 0)
        add_part(source, flags, need + 4);
    else if (strcmp(need, "math") == 0)
        source_add(source, flags, "-lm");
    else if (strcmp(need, "curl") == 0)
        source_add(source, flags, "-lcurl");
    else
        source_complain(source, source->line, "\"%s\" is not among the needs kit, kit/PART, math, curl", need);
}

void source_needs(struct source *source, struct list *flags, char *value)
{
    char *rest;
    for (char *word = strtok_r(value, " ,", &rest); word; word = strtok_r(NULL, " ,", &rest))
        add_need(source, flags, word);
}

/* NULL-terminated; never NULL itself. */
const char *const *source_texts(struct source *source, struct list *list)
{
    if (!list->items)
        list->items = arena_take(source->arena, sizeof(char *));
    return list->items;
}

/* ---- pairs ---- */

static bool is_fence(const char *start, size_t length)
{
    return length >= 3 && strncmp(start, "```", 3) == 0;
}

/* The next pair of the block; false at its end. */
bool source_next_pair(struct source *source, int begun, char **key, char **value)
{
    const char *start;
    size_t length;
    while (source_line(source, &start, &length)) {
        if (is_fence(start, length))
            return false;
        if (length == 0 || *start == '#')
            continue;
        if (source_pair(source, start, length, key, value))
            return true;
        source_complain(source, source->line, "this line is no `key: value`");
    }
    source_complain(source, begun, "this block is not closed");
    return false;
}
