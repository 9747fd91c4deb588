/* say.c — sentences on panes; see say.h. */
#include "view/say.h"

#include <stdio.h>
#include <string.h>

enum { TEXT = 1024 };

enum look say_thread_look(unsigned thread)
{
    return LOOK_THREAD_0 + thread % (LOOK_THREAD_5 - LOOK_THREAD_0 + 1);
}

const char *say_plain(const char *text, char *out, size_t room)
{
    size_t used = 0;
    for (; *text && used + 1 < room; text++)
        if (*text != '`')
            out[used++] = *text;
    if (room > 0)
        out[used] = '\0';
    return out;
}

/* How many bytes of the text fill at most so many columns. */
static size_t bytes_within(const char *text, int columns)
{
    char head[TEXT];
    size_t length = strlen(text), kept = 0;
    for (size_t at = 0; at < length && at + 1 < sizeof head; ) {
        size_t next = at + 1;
        while (next < length && ((unsigned char)text[next] & 0xc0) == 0x80)
            next++;
        if (next >= sizeof head)
            break;
        memcpy(head, text, next);
        head[next] = '\0';
        if (text_columns(head) > columns)
            break;
        kept = at = next;
    }
    return kept;
}

const char *say_cut(const struct pane *pane, const char *text, int columns, char *out, size_t room)
{
    if (text_columns(text) <= columns) {
        snprintf(out, room, "%s", text);
        return out;
    }
    const char *dots = glyph(pane, "…", "~");
    size_t kept = columns > 0 ? bytes_within(text, columns - 1) : 0;
    snprintf(out, room, "%.*s%s", (int)kept, text, columns > 0 ? dots : "");
    return out;
}

/* Where the ticks of `ticked` stand in its plain text, as a look for each byte. */
static void looks_of(const char *ticked, enum look look, enum look *looks, size_t room)
{
    bool code = false;
    size_t used = 0;
    for (; *ticked && used < room; ticked++) {
        if (*ticked == '`')
            code = !code;
        else
            looks[used++] = code ? LOOK_CODE : look;
    }
}

/* Puts plain[from, to) in runs of one look. */
static int put_runs(struct pane *pane, int row, int column, const char *plain, const enum look *looks, size_t from, size_t to)
{
    char run[TEXT];
    while (from < to) {
        size_t end = from + 1;
        while (end < to && looks[end] == looks[from])
            end++;
        snprintf(run, sizeof run, "%.*s", (int)(end - from), plain + from);
        column = pane_put(pane, row, column, looks[from], run);
        from = end;
    }
    return column;
}

int say_put(struct pane *pane, int row, int column, int columns, enum look look, const char *text)
{
    char plain[TEXT];
    enum look looks[TEXT];
    looks_of(text, look, looks, TEXT);
    say_plain(text, plain, sizeof plain);
    if (column + columns > pane->columns)
        columns = pane->columns - column;
    if (columns <= 0)
        return column;
    bool fits = text_columns(plain) <= columns;
    size_t length = fits ? strlen(plain) : bytes_within(plain, columns - 1);
    column = put_runs(pane, row, column, plain, looks, 0, length);
    return fits ? column : pane_put(pane, row, column, LOOK_DIM, glyph(pane, "…", "~"));
}

/* The end of the line that begins at `from`: the last blank before the edge, or the edge itself. */
static size_t line_end(const char *plain, size_t from, int columns)
{
    size_t fits = from + bytes_within(plain + from, columns), end = fits;
    if (plain[fits] == '\0' || plain[fits] == ' ')
        return fits;
    while (end > from && plain[end] != ' ')
        end--;
    return end > from ? end : fits > from ? fits : from + 1;
}

int say_wrap(struct pane *pane, int row, int column, int columns, int rows, enum look look, const char *text)
{
    char plain[TEXT];
    enum look looks[TEXT];
    int used = 0;
    looks_of(text, look, looks, TEXT);
    say_plain(text, plain, sizeof plain);
    if (columns <= 0)
        return 0;
    for (size_t from = 0; plain[from]; used++) {
        size_t end = line_end(plain, from, columns);
        if (used < rows)
            put_runs(pane, row + used, column, plain, looks, from, end);
        from = end;
        while (plain[from] == ' ')
            from++;
    }
    return used;
}
