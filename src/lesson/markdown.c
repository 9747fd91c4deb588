/* markdown.c — turns md4c's calls into lines; see markdown.h. */
#include "lesson/markdown.h"

#include <md4c.h>
#include <string.h>

enum { DEEPEST = 8 };

struct reader {
    struct arena *arena;
    struct list lines, spans;
    struct text_line line;          /* being read */
    bool open;
    enum span_look look[DEEPEST + 1];
    unsigned depth;                 /* of looks */
    struct { bool ordered; unsigned number; } lists[DEEPEST + 1];
    unsigned list_depth;
    bool in_code, quoted;
    const char *mark;               /* for the next line of an item */
};

static void end_line(struct reader *reader)
{
    if (!reader->open)
        return;
    struct text_line *line = list_add(reader->arena, &reader->lines, sizeof *line);
    if (!line)
        return;
    *line = reader->line;
    line->spans = reader->spans.items;
    line->span_count = reader->spans.count;
    reader->spans = (struct list){ 0 };
    reader->open = false;
}

static void begin_line(struct reader *reader, enum text_kind kind, int level)
{
    end_line(reader);
    reader->line = (struct text_line){ .kind = kind, .level = level, .mark = reader->mark ? reader->mark : "" };
    reader->mark = NULL;
    reader->open = true;
}

static void add_span(struct reader *reader, const char *text, size_t length)
{
    if (!reader->open)
        begin_line(reader, reader->list_depth ? TEXT_ITEM : TEXT_PARAGRAPH, (int)reader->list_depth);
    struct span *span = list_add(reader->arena, &reader->spans, sizeof *span);
    if (!span)
        return;
    span->look = reader->in_code ? SPAN_CODE : reader->look[reader->depth];
    span->text = arena_text(reader->arena, text, length);
}

static unsigned level_of(unsigned depth)
{
    return depth < DEEPEST ? depth : DEEPEST;
}

static void begin_item(struct reader *reader)
{
    unsigned level = level_of(reader->list_depth);
    if (reader->lists[level].ordered)
        reader->mark = arena_format(reader->arena, "%u.", reader->lists[level].number++);
    else
        reader->mark = "•";
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *opaque)
{
    struct reader *reader = opaque;
    switch (type) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        end_line(reader);
        reader->list_depth++;
        reader->lists[level_of(reader->list_depth)].ordered = type == MD_BLOCK_OL;
        reader->lists[level_of(reader->list_depth)].number = type == MD_BLOCK_OL ? ((MD_BLOCK_OL_DETAIL *)detail)->start : 0;
        break;
    case MD_BLOCK_LI:
        end_line(reader);
        begin_item(reader);
        break;
    case MD_BLOCK_QUOTE:
        end_line(reader);
        reader->quoted = true;
        break;
    case MD_BLOCK_H:
        begin_line(reader, TEXT_HEADING, (int)((MD_BLOCK_H_DETAIL *)detail)->level);
        break;
    case MD_BLOCK_CODE:
        end_line(reader);
        reader->in_code = true;
        break;
    case MD_BLOCK_P:
        begin_line(reader, reader->list_depth ? TEXT_ITEM : reader->quoted ? TEXT_QUOTE : TEXT_PARAGRAPH, (int)reader->list_depth);
        break;
    case MD_BLOCK_TR:
        begin_line(reader, TEXT_TABLE_ROW, 0);
        break;
    default:
        break;
    }
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *opaque)
{
    struct reader *reader = opaque;
    (void)detail;
    switch (type) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        end_line(reader);
        reader->list_depth--;
        break;
    case MD_BLOCK_QUOTE:
        end_line(reader);
        reader->quoted = false;
        break;
    case MD_BLOCK_CODE:
        end_line(reader);
        reader->in_code = false;
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        add_span(reader, "\t", 1);
        break;
    case MD_BLOCK_P: case MD_BLOCK_H: case MD_BLOCK_LI: case MD_BLOCK_TR:
        end_line(reader);
        break;
    default:
        break;
    }
    return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *opaque)
{
    struct reader *reader = opaque;
    (void)detail;
    enum span_look look = type == MD_SPAN_EM ? SPAN_EMPHASIS : type == MD_SPAN_STRONG ? SPAN_STRONG
                        : type == MD_SPAN_CODE ? SPAN_CODE : reader->look[reader->depth];
    if (reader->depth < DEEPEST)
        reader->look[++reader->depth] = look;
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *opaque)
{
    struct reader *reader = opaque;
    (void)type;
    (void)detail;
    if (reader->depth > 0)
        reader->depth--;
    return 0;
}

/* Code comes in pieces that hold newlines. */
static void add_code(struct reader *reader, const char *text, size_t length)
{
    while (length > 0) {
        const char *newline = memchr(text, '\n', length);
        size_t part = newline ? (size_t)(newline - text) : length;
        if (!reader->open)
            begin_line(reader, TEXT_CODE, (int)reader->list_depth);
        if (part > 0)
            add_span(reader, text, part);
        if (newline)
            end_line(reader);
        text += part + (newline != NULL);
        length -= part + (newline != NULL);
    }
}

static int text(MD_TEXTTYPE type, const MD_CHAR *bytes, MD_SIZE size, void *opaque)
{
    struct reader *reader = opaque;
    if (type == MD_TEXT_CODE && reader->in_code)
        add_code(reader, bytes, size);
    else if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
        add_span(reader, " ", 1);
    else if (type == MD_TEXT_NULLCHAR)
        add_span(reader, "\xef\xbf\xbd", 3);
    else
        add_span(reader, bytes, size);
    return 0;
}

bool markdown_read(struct arena *arena, const char *bytes, size_t length, const struct text_line **lines, size_t *count)
{
    static const MD_PARSER parser = {
        .flags = MD_FLAG_TABLES | MD_FLAG_NOHTML, .enter_block = enter_block, .leave_block = leave_block,
        .enter_span = enter_span, .leave_span = leave_span, .text = text,
    };
    struct reader reader = { .arena = arena };
    int result = md_parse(bytes, (MD_SIZE)length, &parser, &reader);
    end_line(&reader);
    *lines = reader.lines.items;
    *count = reader.lines.count;
    return result == 0 && !arena->failed;
}
