/* pane.c — a rectangle of cells; see pane.h. */
#include "view/pane.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/text.h"

enum { TAB_STOP = 4, PRINTED = 1024 };

static const struct cell blank = { .text = " ", .width = 1 };

struct pane *pane_make(int rows, int columns)
{
    assert(rows > 0 && columns > 0);
    struct pane *pane = calloc(1, sizeof *pane);
    if (!pane)
        return NULL;
    *pane = (struct pane){ .rows = rows, .columns = columns, .stride = columns };
    pane->cells = calloc((size_t)rows * (size_t)columns, sizeof *pane->cells);
    if (!pane->cells) {
        free(pane);
        return NULL;
    }
    pane_clear(pane);
    return pane;
}

void pane_free(struct pane *pane)
{
    if (!pane)
        return;
    free(pane->cells);
    free(pane);
}

static struct cell *cell_at(const struct pane *pane, int row, int column)
{
    return pane->cells + (ptrdiff_t)row * pane->stride + column;
}

static bool inside(const struct pane *pane, int row, int column)
{
    return row >= 0 && row < pane->rows && column >= 0 && column < pane->columns;
}

void pane_clear(struct pane *pane)
{
    for (int row = 0; row < pane->rows; row++)
        for (int column = 0; column < pane->columns; column++)
            *cell_at(pane, row, column) = blank;
}

struct pane pane_part(const struct pane *pane, int row, int column, int rows, int columns)
{
    int top = row < 0 ? 0 : row > pane->rows ? pane->rows : row;
    int left = column < 0 ? 0 : column > pane->columns ? pane->columns : column;
    int bottom = row + rows > pane->rows ? pane->rows : row + rows;
    int right = column + columns > pane->columns ? pane->columns : column + columns;
    struct pane part = *pane;
    part.rows = bottom > top ? bottom - top : 0;
    part.columns = right > left ? right - left : 0;
    part.cells = pane->cells + (ptrdiff_t)top * pane->stride + left;
    return part;
}

/* Half a wide character is no character: what loses its other half becomes a blank. */
static void part_wide(struct pane *pane, int row, int column)
{
    struct cell *cell = cell_at(pane, row, column);
    if (cell->width == 0 && column > 0)
        *cell_at(pane, row, column - 1) = blank;
    if (cell->width == 2 && column + 1 < pane->columns)
        *cell_at(pane, row, column + 1) = blank;
}

static void put_cell(struct pane *pane, int row, int column, enum look look, const char *text, int width)
{
    if (!inside(pane, row, column))
        return;
    part_wide(pane, row, column);
    struct cell *cell = cell_at(pane, row, column);
    *cell = blank;
    cell->look = (uint8_t)look;
    if (width == 2 && column + 1 >= pane->columns)
        return;                             /* its right half would be outside */
    memcpy(cell->text, text, strlen(text) + 1);
    if (width == 1)
        return;
    part_wide(pane, row, column + 1);
    cell->width = 2;
    *cell_at(pane, row, column + 1) = (struct cell){ .look = (uint8_t)look };
}

static void add_mark(struct pane *pane, int row, int column, const char *mark)
{
    if (pane->ascii || !inside(pane, row, column))
        return;
    struct cell *cell = cell_at(pane, row, column);
    if (cell->width == 0 && column > 0)
        cell--;
    if (strlen(cell->text) + strlen(mark) < sizeof cell->text)
        strcat(cell->text, mark);
}

static int put_tab(struct pane *pane, int row, int column, enum look look, int from)
{
    do
        put_cell(pane, row, column++, look, " ", 1);
    while ((column - from) % TAB_STOP != 0);
    return column;
}

int pane_put(struct pane *pane, int row, int column, enum look look, const char *text)
{
    int from = column;
    while (*text) {
        if (*text == '\t') {
            column = put_tab(pane, row, column, look, from);
            text++;
            continue;
        }
        char one[5];
        int width = text_take(&text, one);
        if (width == 0) {
            add_mark(pane, row, column - 1, one);
            continue;
        }
        if (pane->ascii && (unsigned char)one[0] >= 0x80) {
            char near[2] = { text_ascii(one), 0 };
            put_cell(pane, row, column, look, near, 1);
            if (width == 2)
                put_cell(pane, row, column + 1, look, near, 1);
        } else {
            put_cell(pane, row, column, look, one, width);
        }
        column += width;
    }
    return column;
}

int pane_printf(struct pane *pane, int row, int column, enum look look, const char *format, ...)
{
    char text[PRINTED];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return pane_put(pane, row, column, look, text);
}

void pane_fill(struct pane *pane, int row, int column, int columns, enum look look, const char *text)
{
    int width = text_columns(text);
    for (int at = column; width > 0 && at + width <= column + columns; at += width)
        pane_put(pane, row, at, look, text);
}

void pane_reverse(struct pane *pane, int row, int column, int columns)
{
    for (int at = column; at < column + columns; at++)
        if (inside(pane, row, at))
            cell_at(pane, row, at)->reverse = 1;
}

void pane_look(struct pane *pane, int row, int column, int columns, enum look look)
{
    for (int at = column; at < column + columns; at++)
        if (inside(pane, row, at))
            cell_at(pane, row, at)->look = (uint8_t)look;
}

/* A title that is too long ends in three dots, never in the corner. */
static void put_title(struct pane *pane, const char *title)
{
    int room = pane->columns - 3;
    if (!title || !*title || room < 4)
        return;
    struct pane part = pane_part(pane, 0, 1, 1, room);
    int width = text_columns(title);
    pane_put(&part, 0, 0, LOOK_TITLE, " ");
    pane_put(&part, 0, 1, LOOK_TITLE, title);
    if (width + 2 <= room)
        pane_put(&part, 0, width + 1, LOOK_TITLE, " ");
    else
        pane_put(&part, 0, room - 2, LOOK_TITLE, glyph(pane, "… ", ". "));
}

void pane_box(struct pane *pane, enum look look, const char *title)
{
    if (pane->rows < 2 || pane->columns < 2)
        return;
    int bottom = pane->rows - 1, right = pane->columns - 1;
    for (int row = 0; row <= bottom; row += bottom) {
        pane_fill(pane, row, 1, right - 1, look, glyph(pane, "─", "-"));
        pane_put(pane, row, 0, look, row == 0 ? glyph(pane, "╭", "+") : glyph(pane, "╰", "+"));
        pane_put(pane, row, right, look, row == 0 ? glyph(pane, "╮", "+") : glyph(pane, "╯", "+"));
    }
    for (int row = 1; row < bottom; row++) {
        pane_put(pane, row, 0, look, glyph(pane, "│", "|"));
        pane_put(pane, row, right, look, glyph(pane, "│", "|"));
    }
    put_title(pane, title);
}

/* How much of `text` fits into `columns`: up to the last blank that fits, or a part of a word that never fits. */
static size_t fitting(const char *text, int columns)
{
    const char *at = text, *blank_at = NULL;
    int used = 0;
    while (*at && *at != '\n') {
        if (*at == ' ')
            blank_at = at;
        const char *next = at;
        char one[5];
        used += text_take(&next, one);
        if (used > columns)
            break;
        at = next;
    }
    if (!*at || *at == '\n' || *at == ' ' || !blank_at || blank_at == text)
        return at > text ? (size_t)(at - text) : 1;
    return (size_t)(blank_at - text);
}

int pane_wrap(struct pane *pane, int row, int column, enum look look, const char *text)
{
    int columns = pane->columns - column;
    int first = row;
    if (columns <= 0)
        return 0;
    while (*text) {
        char line[PRINTED];
        size_t length = fitting(text, columns);
        if (length >= sizeof line)
            length = sizeof line - 1;
        memcpy(line, text, length);
        line[*text == '\n' ? 0 : length] = 0;
        pane_put(pane, row++, column, look, line);
        text += *text == '\n' ? 0 : length;
        if (*text == '\n') {
            text++;
            continue;
        }
        while (*text == ' ')
            text++;
    }
    return row - first;
}

int text_columns(const char *text)
{
    int columns = 0;
    while (*text) {
        if (*text == '\t') {
            columns += TAB_STOP - columns % TAB_STOP;
            text++;
            continue;
        }
        char one[5];
        columns += text_take(&text, one);
    }
    return columns;
}

const char *glyph(const struct pane *pane, const char *unicode, const char *ascii)
{
    return pane->ascii ? ascii : unicode;
}

char *pane_text(const struct pane *pane)
{
    size_t room = (size_t)pane->rows * ((size_t)pane->columns * sizeof(struct cell) + 1) + 1;
    char *text = malloc(room);
    if (!text)
        return NULL;
    char *at = text;
    for (int row = 0; row < pane->rows; row++) {
        char *end = at;
        for (int column = 0; column < pane->columns; column++) {
            const struct cell *cell = cell_at(pane, row, column);
            at = stpcpy(at, cell->text);
            if (strcmp(cell->text, " ") != 0)
                end = at;
        }
        at = end;
        *at++ = '\n';
    }
    *at = 0;
    return text;
}
