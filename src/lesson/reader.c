/* reader.c — front matter, pages, and in them text and blocks in turn; see reader.h. */
#include "lesson/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "lesson/blocks.h"
#include "lesson/markdown.h"

enum { MOST = 1 << 20, FORMAT = 1 };        /* bytes of a lesson.md; the format this reads */

struct building {
    struct source source;
    struct lesson *lesson;
    struct list pages, blocks, demos, measures, hunts, exercises;
    struct page *page;
};

static void read_front_matter(struct building *building)
{
    struct source *source = &building->source;
    const char *start;
    size_t length;
    char *key, *value;
    if (!source_line(source, &start, &length) || length != 3 || strncmp(start, "---", 3) != 0) {
        source_complain(source, 1, "a lesson begins with its front matter: a line of ---");
        return;
    }
    while (source_line(source, &start, &length)) {
        if (length == 3 && strncmp(start, "---", 3) == 0)
            return;
        if (length == 0)
            continue;
        if (!source_pair(source, start, length, &key, &value))
            source_complain(source, source->line, "this line of the front matter is no `key: value`");
        else if (strcmp(key, "title") == 0)
            building->lesson->title = value;
        else if (strcmp(key, "summary") == 0)
            building->lesson->summary = value;
        else if (strcmp(key, "format") != 0)
            source_complain(source, source->line, "the front matter has no key \"%s\"", key);
        else if (atoi(value) != FORMAT)
            source_complain(source, source->line, "this lab reads lessons of format %d", FORMAT);
    }
    source_complain(source, 1, "the front matter is not closed");
}

static void end_page(struct building *building)
{
    if (!building->page)
        return;
    building->page->blocks = building->blocks.items;
    building->page->block_count = building->blocks.count;
    building->blocks = (struct list){ 0 };
    building->page = NULL;
}

static void begin_page(struct building *building, const char *title, size_t length)
{
    end_page(building);
    building->page = list_add(building->source.arena, &building->pages, sizeof *building->page);
    if (building->page)
        building->page->title = arena_text(building->source.arena, title, length);
}

static void add_prose(struct building *building, const char *start, const char *end, int line)
{
    while (start < end && (*start == '\n' || *start == '\r')) {
        start++;
        line++;
    }
    if (start >= end)
        return;
    if (!building->page) {
        source_complain(&building->source, line, "text before the first page: a page begins with ##");
        return;
    }
    struct block *block = list_add(building->source.arena, &building->blocks, sizeof *block);
    if (!block)
        return;
    block->line = line;
    if (!markdown_read(building->source.arena, start, (size_t)(end - start), &block->lines, &block->line_count))
        source_complain(&building->source, line, "this text cannot be read");
}

static void keep(struct source *source, struct list *list, const void *thing)
{
    const void **item = thing ? list_add(source->arena, list, sizeof *item) : NULL;
    if (item)
        *item = thing;
}

static void add_block(struct building *building, enum block_kind kind)
{
    struct source *source = &building->source;
    struct block *block = list_add(source->arena, &building->blocks, sizeof *block);
    if (!block)
        return;
    if (!building->page)
        source_complain(source, source->line, "a block before the first page: a page begins with ##");
    *block = (struct block){ .kind = kind, .line = source->line };
    block_read(source, block);
    keep(source, &building->demos, block->demo);
    keep(source, &building->measures, block->measure);
    keep(source, &building->hunts, block->hunt);
    keep(source, &building->exercises, block->exercise);
}

/* Ordinary code blocks are prose; in them nothing is a heading. */
static void read_pages(struct building *building)
{
    struct source *source = &building->source;
    const char *prose = source->at, *start;
    int prose_line = source->line + 1;
    size_t length;
    bool in_code = false;
    while (source_line(source, &start, &length)) {
        bool fence = length >= 3 && strncmp(start, "```", 3) == 0;
        enum block_kind kind = fence && !in_code ? block_kind_of(start + 3, length - 3) : BLOCK_TEXT;
        bool heading = !in_code && length > 3 && strncmp(start, "## ", 3) == 0;
        if (fence && kind == BLOCK_TEXT)
            in_code = !in_code;
        if (!heading && kind == BLOCK_TEXT)
            continue;
        add_prose(building, prose, start, prose_line);
        if (heading)
            begin_page(building, start + 3, length - 3);
        else
            add_block(building, kind);
        prose = source->at;
        prose_line = source->line + 1;
    }
    add_prose(building, prose, source->end, prose_line);
    end_page(building);
}

static void check_names(struct building *building)
{
    const struct demo *const *demos = building->demos.items;
    const struct hunt *const *hunts = building->hunts.items;
    const struct exercise *const *exercises = building->exercises.items;
    struct source *source = &building->source;
    for (size_t k = 0; k < building->demos.count; k++)
        for (size_t j = 0; j < k; j++)
            if (strcmp(demos[k]->name, demos[j]->name) == 0)
                source_complain(source, 1, "two demos are called \"%s\"", demos[k]->name);
    for (size_t k = 0; k < building->hunts.count; k++)
        for (size_t j = 0; j < k; j++)
            if (strcmp(hunts[k]->name, hunts[j]->name) == 0)
                source_complain(source, 1, "two hunts are called \"%s\"", hunts[k]->name);
    for (size_t k = 0; k < building->exercises.count; k++)
        for (size_t j = 0; j < k; j++)
            if (strcmp(exercises[k]->name, exercises[j]->name) == 0)
                source_complain(source, 1, "two exercises are called \"%s\"", exercises[k]->name);
}

static void fill(struct building *building)
{
    struct lesson *lesson = building->lesson;
    lesson->complaint = building->source.complaint;
    lesson->demos = building->demos.items;
    lesson->demo_count = building->demos.count;
    lesson->measures = building->measures.items;
    lesson->measure_count = building->measures.count;
    lesson->hunts = building->hunts.items;
    lesson->hunt_count = building->hunts.count;
    lesson->exercises = building->exercises.items;
    lesson->exercise_count = building->exercises.count;
    if (lesson->complaint)
        return;
    lesson->pages = building->pages.items;
    lesson->page_count = building->pages.count;
}

struct lesson *lesson_read(struct arena *arena, const char *folder, const char *id)
{
    struct err err;
    size_t length;
    struct lesson *lesson = arena_take(arena, sizeof *lesson);
    if (!lesson)
        return NULL;
    *lesson = (struct lesson){ .id = arena_text(arena, id, strlen(id)), .number = arena_text(arena, id, 2),
                               .name = arena_text(arena, id + 3, strlen(id + 3)),
                               .folder = arena_text(arena, folder, strlen(folder)), .title = "", .summary = "" };
    char *path = arena_format(arena, "%s/lesson.md", folder);
    char *text = path ? path_read(path, MOST, &length, &err) : NULL;
    if (!text) {
        lesson->complaint = arena_format(arena, "%s", err.text);
        return lesson;
    }
    struct building building = { .lesson = lesson };
    char *kept = arena_text(arena, text, length);
    free(text);
    building.source = (struct source){ .arena = arena, .folder = lesson->folder, .at = kept, .end = kept + length };
    read_front_matter(&building);
    read_pages(&building);
    check_names(&building);
    if (!*lesson->title)
        source_complain(&building.source, 1, "the lesson has no title");
    if (building.pages.count == 0)
        source_complain(&building.source, 1, "the lesson has no page: a page begins with ##");
    fill(&building);
    return lesson;
}
