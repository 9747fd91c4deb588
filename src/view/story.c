/* story.c — draws a page of a lesson; see story.h. Measuring is drawing with no pane, so the two cannot disagree. */
#include "view/story.h"

#include <stdio.h>
#include <string.h>

#include "view/text.h"

enum { CODE_INDENT = 2, TABLE_COLUMNS = 8, TABLE_GAP = 2 };

/* Where the next row goes: `row` counts from the beginning of the page, the pane shows rows from `top` on. */
struct flow {
    struct pane *pane;          /* NULL: only counts rows */
    int columns, top, row;
    int last_kind;              /* enum text_kind of the line before; −1 at the beginning */
    enum look code;             /* how `code` looks */
};

/* A place in a line's text, which consists of spans. */
struct reader {
    const struct text_line *line;
    size_t span;
    const char *at;
};

static enum look span_look(const struct flow *flow, enum span_look look, enum look plain)
{
    if (look == SPAN_PLAIN || plain == LOOK_TITLE)
        return plain;
    return look == SPAN_CODE ? flow->code : look == SPAN_STRONG ? LOOK_STRONG : LOOK_EMPHASIS;
}

static struct reader reader_of(const struct text_line *line)
{
    return (struct reader){ .line = line, .at = line->span_count ? line->spans[0].text : "" };
}

/* Takes one character; false at the end of the line. A newline in the text is a blank: Markdown's own rule. */
static bool take(struct reader *reader, char out[5], int *width, enum span_look *look)
{
    while (reader->span < reader->line->span_count && !*reader->at)
        if (++reader->span < reader->line->span_count)
            reader->at = reader->line->spans[reader->span].text;
    if (reader->span >= reader->line->span_count)
        return false;
    *look = reader->line->spans[reader->span].look;
    *width = text_take(&reader->at, out);
    if (strcmp(out, "\xe2\x90\x8a") == 0)       /* the picture of a newline */
        memcpy(out, " ", 2);
    return true;
}

/* Moves on by what fits into `columns`: up to the last blank that fits, or a part of a word that never fits. */
static struct reader row_end(struct reader from, int columns)
{
    struct reader at = from, blank = from;
    bool some = false, has_blank = false;
    char out[5];
    int width, used = 0;
    enum span_look look;
    for (struct reader next = at; take(&next, out, &width, &look); at = next, some = true) {
        used += width;
        if (strcmp(out, " ") == 0 && some) {
            blank = at;
            has_blank = true;
            if (used > columns)
                return at;
        }
        if (used > columns)
            return has_blank ? blank : some ? at : next;
    }
    return at;
}

static void draw_row(const struct flow *flow, struct reader from, struct reader to, int column, enum look plain)
{
    int row = flow->row - flow->top;
    char out[5];
    int width;
    enum span_look look;
    if (!flow->pane || row < 0 || row >= flow->pane->rows)
        return;
    while (from.span < to.span || (from.span == to.span && from.at < to.at)) {
        if (!take(&from, out, &width, &look))
            return;
        pane_put(flow->pane, row, column, span_look(flow, look, plain), out);
        column += width;
    }
}

static void flow_spans(struct flow *flow, const struct text_line *line, int indent, enum look plain)
{
    struct reader at = reader_of(line);
    char out[5];
    int width;
    enum span_look look;
    for (;;) {
        struct reader to = row_end(at, flow->columns - indent);
        draw_row(flow, at, to, indent, plain);
        flow->row++;
        at = to;
        for (struct reader next = at; take(&next, out, &width, &look) && strcmp(out, " ") == 0;)
            at = next;
        struct reader rest = at;
        if (!take(&rest, out, &width, &look))
            return;
    }
}

static void flow_text(struct flow *flow, int column, enum look look, const char *text)
{
    int row = flow->row - flow->top;
    if (flow->pane && row >= 0 && row < flow->pane->rows)
        pane_put(flow->pane, row, column, look, text);
}

/* Code keeps its rows and is cut off at the edge. A row may come in several spans. */
static void flow_code(struct flow *flow, const struct text_line *line)
{
    int column = CODE_INDENT;
    for (size_t k = 0; k < line->span_count; k++)
        for (const char *at = line->spans[k].text; *at;) {
            char part[256];
            size_t length = strcspn(at, "\n");
            snprintf(part, sizeof part, "%.*s", (int)length, at);
            flow_text(flow, column, LOOK_CODE, part);
            column += text_columns(part);
            at += length;
            if (*at == '\n') {
                at++;
                flow->row++;
                column = CODE_INDENT;
            }
        }
    flow->row++;
}

/* ---- tables ---- */

/* Where the cells of a table's row begin and how many spans they have; a span "\t" ends each. */
struct cells { struct text_line cell[TABLE_COLUMNS]; int count; };

static struct cells cells_of(const struct text_line *row)
{
    struct cells cells = { .count = 0 };
    size_t from = 0;
    for (size_t k = 0; k <= row->span_count && cells.count < TABLE_COLUMNS; k++) {
        bool ends = k == row->span_count ? k > from : strcmp(row->spans[k].text, "\t") == 0;
        if (!ends)
            continue;
        cells.cell[cells.count++] = (struct text_line){ .mark = "", .spans = row->spans + from, .span_count = k - from };
        from = k + 1;
    }
    return cells;
}

static int cell_columns(const struct text_line *cell)
{
    int columns = 0;
    for (size_t k = 0; k < cell->span_count; k++)
        columns += text_columns(cell->spans[k].text);
    return columns;
}

/* Each column as wide as its widest cell; where that is too much, the widest gives way. Returns how many there are. */
static int measure_table(const struct flow *flow, const struct text_line *rows, size_t count, int wide[TABLE_COLUMNS])
{
    int columns = 0, sum = 0;
    memset(wide, 0, TABLE_COLUMNS * sizeof *wide);
    for (size_t k = 0; k < count; k++) {
        struct cells cells = cells_of(&rows[k]);
        for (int c = 0; c < cells.count; c++)
            wide[c] = cell_columns(&cells.cell[c]) > wide[c] ? cell_columns(&cells.cell[c]) : wide[c];
        columns = cells.count > columns ? cells.count : columns;
    }
    for (int c = 0; c < columns; c++)
        sum += wide[c] + TABLE_GAP;
    for (; sum - TABLE_GAP > flow->columns; sum--) {
        int widest = 0;
        for (int c = 1; c < columns; c++)
            widest = wide[c] > wide[widest] ? c : widest;
        if (wide[widest] <= 4)
            break;
        wide[widest]--;
    }
    return columns;
}

static void flow_row(struct flow *flow, const struct text_line *row, const int wide[TABLE_COLUMNS], enum look look)
{
    struct cells cells = cells_of(row);
    int first = flow->row, last = first + 1, column = 0;
    for (int c = 0; c < cells.count; c++) {
        struct flow cell = *flow;
        cell.columns = column + wide[c];
        if (cells.cell[c].span_count > 0 && wide[c] > 0)
            flow_spans(&cell, &cells.cell[c], column, look);
        last = cell.row > last ? cell.row : last;
        column += wide[c] + TABLE_GAP;
    }
    flow->row = last;
}

/* The first row is the heading: Markdown knows no table without one. Returns how many lines it took. */
static size_t flow_table(struct flow *flow, const struct text_line *lines, size_t count)
{
    int wide[TABLE_COLUMNS], column = 0;
    size_t rows = 0;
    while (rows < count && lines[rows].kind == TEXT_TABLE_ROW)
        rows++;
    int columns = measure_table(flow, lines, rows, wide);
    flow_row(flow, &lines[0], wide, LOOK_STRONG);
    for (int c = 0; c < columns; c++, column += wide[c - 1] + TABLE_GAP)
        for (int k = 0; k < wide[c]; k++)
            flow_text(flow, column + k, LOOK_BORDER, flow->pane ? glyph(flow->pane, "─", "-") : "");
    flow->row++;
    for (size_t k = 1; k < rows; k++)
        flow_row(flow, &lines[k], wide, LOOK_PLAIN);
    return rows;
}

/* Paragraphs and headings stand apart from what is before them; items, code lines and table rows stand together. */
static void flow_gap(struct flow *flow, enum text_kind kind)
{
    bool together = flow->last_kind == (int)kind && kind != TEXT_PARAGRAPH && kind != TEXT_HEADING;
    if (flow->last_kind >= 0 && !together)
        flow->row++;
    flow->last_kind = (int)kind;
}

static void flow_quote(struct flow *flow, const struct text_line *line)
{
    int first = flow->row;
    flow_spans(flow, line, 2, LOOK_DIM);
    int last = flow->row;
    for (flow->row = first; flow->row < last; flow->row++)
        flow_text(flow, 0, LOOK_BORDER, flow->pane ? glyph(flow->pane, "┃", "|") : "");
}

static void flow_line(struct flow *flow, const struct text_line *line)
{
    int indent = line->level > 1 ? 2 * (line->level - 1) : 0;
    flow_gap(flow, line->kind);
    switch (line->kind) {
    case TEXT_HEADING:
        flow_spans(flow, line, 0, LOOK_TITLE);
        break;
    case TEXT_ITEM:
        flow_text(flow, indent, LOOK_KEY, line->mark);
        flow_spans(flow, line, indent + (*line->mark ? text_columns(line->mark) + 1 : 2), LOOK_PLAIN);
        break;
    case TEXT_CODE:
        flow_code(flow, line);
        break;
    case TEXT_QUOTE:
        flow_quote(flow, line);
        break;
    case TEXT_TABLE_ROW:        /* flow_table's */
    case TEXT_PARAGRAPH:
        flow_spans(flow, line, 0, LOOK_PLAIN);
        break;
    }
}

static void flow_lines(struct flow *flow, const struct text_line *lines, size_t count)
{
    for (size_t k = 0; k < count;) {
        if (lines[k].kind == TEXT_TABLE_ROW) {
            flow_gap(flow, TEXT_TABLE_ROW);
            k += flow_table(flow, lines + k, count - k);
        } else {
            flow_line(flow, &lines[k++]);
        }
    }
}

/* What one can do here, with its key in front. */
static void flow_offer(struct flow *flow, const char *key, const char *what)
{
    struct span span = { .look = SPAN_PLAIN, .text = what };
    struct text_line line = { .kind = TEXT_PARAGRAPH, .mark = "", .spans = &span, .span_count = 1 };
    flow_gap(flow, TEXT_PARAGRAPH);
    flow_text(flow, 0, LOOK_KEY, key);
    flow_text(flow, text_columns(key) + 1, LOOK_BORDER, flow->pane ? glyph(flow->pane, "—", "-") : "");
    flow_spans(flow, &line, text_columns(key) + 3, LOOK_PLAIN);
}

static void flow_block(struct flow *flow, const struct block *block)
{
    switch (block->kind) {
    case BLOCK_TEXT:
        flow_lines(flow, block->lines, block->line_count);
        break;
    case BLOCK_DEMO:
        if (block->demo && *block->demo->watch)
            flow_offer(flow, "space", block->demo->watch);
        break;
    case BLOCK_MEASURE:
        if (block->measure)
            flow_offer(flow, "m", block->measure->title);
        break;
    case BLOCK_PREDICT:
        if (block->predict)
            flow_offer(flow, "a", block->predict->question);
        break;
    case BLOCK_HUNT:
        if (block->hunt)
            flow_offer(flow, "H", block->hunt->title);
        break;
    case BLOCK_EXERCISE:
        if (block->exercise)
            flow_offer(flow, "e", block->exercise->title);
        break;
    }
}

static void flow_page(struct flow *flow, const struct page *page)
{
    const struct span span = { .look = SPAN_PLAIN, .text = page->title };
    const struct text_line title = { .kind = TEXT_HEADING, .level = 2, .mark = "", .spans = &span, .span_count = 1 };
    if (*page->title)
        flow_line(flow, &title);
    for (size_t k = 0; k < page->block_count; k++)
        flow_block(flow, &page->blocks[k]);
}

static void draw_more(const struct flow *flow)
{
    struct pane *pane = flow->pane;
    if (flow->row - flow->top > pane->rows)
        pane_put(pane, pane->rows - 1, pane->columns - 1, LOOK_KEY, glyph(pane, "▾", "v"));
    if (flow->top > 0)
        pane_put(pane, 0, pane->columns - 1, LOOK_KEY, glyph(pane, "▴", "^"));
}

/* One column at the right is left for the marks that say there is more. */
static struct flow flow_begin(struct pane *pane, int columns, int top)
{
    return (struct flow){ .pane = pane, .columns = columns > 9 ? columns - 1 : 8, .top = top, .last_kind = -1,
                          .code = LOOK_CODE };
}

int story_draw(struct pane *pane, const struct page *page, int top)
{
    struct flow flow = flow_begin(pane, pane->columns, top);
    flow_page(&flow, page);
    draw_more(&flow);
    return flow.row;
}

int story_rows(const struct page *page, int columns)
{
    struct flow flow = flow_begin(NULL, columns, 0);
    flow_page(&flow, page);
    return flow.row;
}

int story_lines_draw(struct pane *pane, const struct text_line *lines, size_t count, int top)
{
    struct flow flow = flow_begin(pane, pane->columns, top);
    flow_lines(&flow, lines, count);
    draw_more(&flow);
    return flow.row;
}

/* Every second piece between backticks is a key. */
static size_t split_keys(char *text, struct span *spans, size_t most)
{
    size_t count = 0;
    bool key = false;
    for (char *at = text; at && count < most; key = !key) {
        char *end = strchr(at, '`');
        if (end)
            *end++ = 0;
        if (*at)
            spans[count++] = (struct span){ .look = key ? SPAN_CODE : SPAN_PLAIN, .text = at };
        at = end;
    }
    return count;
}

int story_tell(struct pane *pane, int row, enum look look, const char *text)
{
    enum { TOLD = 1024, SPANS_MOST = 48 };
    struct flow flow = { .pane = pane, .columns = pane->columns, .row = row, .code = LOOK_KEY };
    char copy[TOLD];
    snprintf(copy, sizeof copy, "%s", text);
    for (char *line = copy; line;) {
        struct span spans[SPANS_MOST];
        char *next = strchr(line, '\n');
        if (next)
            *next++ = 0;
        struct text_line told = { .kind = TEXT_PARAGRAPH, .mark = "", .spans = spans };
        told.span_count = split_keys(line, spans, SPANS_MOST);
        flow_spans(&flow, &told, 0, look);
        line = next;
    }
    return flow.row - row;
}
