/* chart_bars.c — the rows of a chart below those of its threads: downloads, bars of their phases; how many are under way at once;
 * and progress; see chart.h. */
#include <stdio.h>
#include <string.h>

#include "view/phases.h"
#include "view/rooms/chart.h"
#include "view/say.h"

enum { EIGHTHS = 8, NOTE = 2 };

static const char *height(const struct pane *pane, uint64_t part, uint64_t all)
{
    static const char *const heights[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
    static const char digits[][2] = { "1", "2", "3", "4", "5", "6", "7", "8" };
    uint64_t eighth = (part * EIGHTHS + all - 1) / all;
    eighth = eighth < 1 ? 1 : eighth > EIGHTHS ? EIGHTHS : eighth;
    return pane->ascii ? digits[eighth - 1] : heights[eighth - 1];
}

/* ---- which row is what ---- */

static bool has_summary(const struct chart *chart)
{
    return spans_bars(chart->spans)->transfers > 1;
}

int chart_rows(const struct chart *chart)
{
    return spans_threads(chart->spans) + has_summary(chart) + (int)spans_bars(chart->spans)->count;
}

bool chart_is_thread(const struct chart *chart, int row)
{
    return row < spans_threads(chart->spans);
}

/* NULL: it is the summary. */
static const struct bar_row *row_of(const struct chart *chart, int row)
{
    int which = row - spans_threads(chart->spans) - has_summary(chart);
    return which < 0 ? NULL : &spans_bars(chart->spans)->rows[which];
}

const char *chart_row_name(const struct chart *chart, int row, char *out, size_t room)
{
    const struct bar_row *bars = row_of(chart, row);
    if (bars)
        return session_object_name(chart->session, bars->object, out, room);
    snprintf(out, room, "at once");
    return out;
}

/* ---- a download ---- */

/* Where each phase begins and ends on the screen: what took any time has a column, if the whole has as many. */
struct columns { int64_t at[BAR_PHASES + 1]; };

static struct columns columns_of(const struct chart *chart, const struct bar *bar)
{
    struct columns columns;
    uint64_t end = spans_end(chart->spans), before = bar->from;
    columns.at[0] = scale_column(&chart->scale, chart->left, bar->from);
    for (int k = 0; k < BAR_PHASES; k++) {
        uint64_t until = k < bar->phase ? bar->until[k] : k == bar->phase ? end : before;
        int64_t column = scale_column(&chart->scale, chart->left, until);
        bool seen = until > before && column <= columns.at[k];
        columns.at[k + 1] = column > columns.at[k] ? column : columns.at[k] + seen;
        before = until > before ? until : before;
    }
    int64_t last = scale_column(&chart->scale, chart->left, bar_until(bar, end));
    for (int k = BAR_PHASES; k > 0 && columns.at[k] > last && columns.at[k - 1] < last; k--)
        columns.at[k] = last > columns.at[0] ? last : columns.at[0] + 1;
    return columns;
}

static void draw_note(const struct chart *chart, struct pane *pane, int row, int64_t column, const struct bar *bar)
{
    char bytes[24], text[80];
    bool good = phase_is_good(bar->status);
    if (bar->phase < TRANSFER_OVER || column < 0 || column >= chart->columns)
        return;
    int at = chart->column + (int)column;
    pane_put(pane, row, at, good ? LOOK_GOOD : LOOK_FAILURE, good ? glyph(pane, "✓", "v") : glyph(pane, "✗", "x"));
    if (bar->status < 0)
        snprintf(text, sizeof text, "%s", strerror(-bar->status));
    else
        snprintf(text, sizeof text, "%d, %s", bar->status, phase_bytes(bar->bytes, bytes, sizeof bytes));
    if (bar->status >= 0 && text_columns(text) > chart->columns - (int)column - NOTE)
        *strchr(text, ',') = '\0';         /* the status alone, or nothing */
    if (text_columns(text) <= chart->columns - (int)column - NOTE || bar->status < 0)
        say_put(pane, row, at + NOTE, chart->columns - (int)column - NOTE, LOOK_DIM, text);
}

static void draw_bar(const struct chart *chart, struct pane *pane, int row, const struct bar *bar)
{
    struct columns columns = columns_of(chart, bar);
    for (int phase = 0; phase < BAR_PHASES; phase++) {
        int64_t from = columns.at[phase], to = columns.at[phase + 1];
        from = from < 0 ? 0 : from;
        to = to > chart->columns ? chart->columns : to;
        if (to > from)
            pane_fill(pane, row, chart->column + (int)from, (int)(to - from), phase_signs[phase].look,
                      glyph(pane, phase_signs[phase].glyph, phase_signs[phase].ascii));
    }
    draw_note(chart, pane, row, columns.at[BAR_PHASES], bar);
}

/* ---- progress, and all downloads together: columns of a height ---- */

static void draw_progress(const struct chart *chart, struct pane *pane, int row, const struct bar_row *bars)
{
    uint64_t end = spans_end(chart->spans);
    bool over = false;
    for (int c = 0; c < chart->columns && !over; c++) {
        uint64_t from = scale_position(&chart->scale, chart->left, c), to = scale_position(&chart->scale, chart->left, c + 1);
        const struct bar *bar = bars_at(bars, to > from ? to - 1 : to);
        if (from >= end)
            return;
        if (!bar || bar->all == 0)
            continue;
        over = bar->bytes >= bar->all;
        if (bar->bytes > 0)
            pane_put(pane, row, chart->column + c, over ? LOOK_GOOD : LOOK_BAR, height(pane, bar->bytes, bar->all));
        if (over && c + NOTE + snprintf(NULL, 0, "%u", bar->all) <= chart->columns)
            pane_printf(pane, row, chart->column + c + NOTE, LOOK_DIM, "%u", bar->all);
    }
}

static unsigned under_way(const struct chart *chart, int column)
{
    uint64_t from = scale_position(&chart->scale, chart->left, column), to = scale_position(&chart->scale, chart->left, column + 1);
    return bars_under_way(spans_bars(chart->spans), from, to > from ? to : from + 1, spans_end(chart->spans));
}

static void draw_summary(const struct chart *chart, struct pane *pane, int row)
{
    unsigned most = 1;
    for (int pass = 0; pass < 2; pass++)
        for (int c = 0; c < chart->columns && scale_position(&chart->scale, chart->left, c) < spans_end(chart->spans); c++) {
            unsigned count = under_way(chart, c);
            most = count > most ? count : most;
            if (pass == 1 && count > 0)
                pane_put(pane, row, chart->column + c, LOOK_BAR, height(pane, count, most));
        }
}

void chart_draw_bars(const struct chart *chart, struct pane *pane, int row, int which)
{
    char name[96];
    const struct bar_row *bars = row_of(chart, which);
    if (!bars)
        draw_summary(chart, pane, row);
    else if (bars->kind == OBJECT_PROGRESS)
        draw_progress(chart, pane, row, bars);
    for (size_t k = 0; bars && bars->kind == OBJECT_TRANSFER && k < bars->count; k++)
        draw_bar(chart, pane, row, &bars->list[k]);
    chart_row_name(chart, which, name, sizeof name);
    say_put(pane, row, 0, chart->column - 1, bars ? LOOK_PLAIN : LOOK_STRONG, name);
}

/* ---- where something changes ---- */

uint64_t chart_bars_change(const struct chart *chart, int which, uint64_t at, bool back)
{
    const struct bar_row *bars = row_of(chart, which);
    uint64_t best = back ? 0 : chart_last(chart);
    for (size_t k = 0; bars && k < bars->count; k++)
        for (int phase = -1; phase < BAR_PHASES; phase++) {
            uint64_t moment = phase < 0 ? bars->list[k].from : bars->list[k].until[phase];
            if (back ? moment < at && moment > best : moment > at && moment < best)
                best = moment;
        }
    return best;
}

/* ---- words ---- */

static const char *length(const struct chart *chart, const struct pane *pane, uint64_t from, uint64_t to, char *out, size_t room)
{
    return tell_length(chart->spans, to > from ? to - from : 0, pane->ascii, out, room);
}

static void tell_transfer(const struct chart *chart, const struct pane *pane, const char *name, const struct bar *bar, char *out,
                          size_t room)
{
    static const char *const did[] = { "in line", "looking up", "connecting", "waiting", "receiving" };
    char number[40], bytes[24];
    uint64_t before = bar->from, end = spans_end(chart->spans);
    size_t used = (size_t)snprintf(out, room, "`%s`:", name);
    for (int k = 0; k < BAR_PHASES && k <= bar->phase && used < room; k++) {
        uint64_t until = k < bar->phase ? bar->until[k] : end;
        if (until > before)
            used += (size_t)snprintf(out + used, room - used, "%s %s %s", out[used - 1] == ':' ? "" : ",", did[k],
                                     length(chart, pane, before, until, number, sizeof number));
        before = until > before ? until : before;
    }
    if (used >= room)
        return;
    phase_bytes(bar->bytes, bytes, sizeof bytes);
    if (bar->phase < TRANSFER_OVER)
        snprintf(out + used, room - used, "; under way, %s so far.", bytes);
    else if (bar->status < 0)
        snprintf(out + used, room - used, ". Failed: %s.", strerror(-bar->status));
    else
        snprintf(out + used, room - used, ". Status %d, %s, after %s in all.", bar->status, bytes,
                 length(chart, pane, bar->from, bar_until(bar, end), number, sizeof number));
}

static void tell_all(const struct chart *chart, char *out, size_t room)
{
    const struct bars *bars = spans_bars(chart->spans);
    unsigned line = 0, here = 0, over = 0, good = 0;
    uint64_t at = chart->at;
    for (size_t k = 0; k < bars->count; k++) {
        const struct bar *bar = bars->rows[k].kind == OBJECT_TRANSFER ? bars_at(&bars->rows[k], at) : NULL;
        if (!bar)
            continue;
        bool waits = bar_in_line(bar, at), runs = bar_under_way(bar, at);
        line += waits;
        here += runs;
        over += !waits && !runs;
        good += !waits && !runs && phase_is_good(bar->status);
    }
    snprintf(out, room,
             "Here %u of %zu downloads have begun: %u in line, %u under way, %u over%s. The row shows how many are under way at once.",
             line + here + over, bars->transfers, line, here, over,
             over == 0 ? "" : good == over ? ", all of them answered" : ", not all of them well");
}

void chart_bars_words(const struct chart *chart, const struct pane *pane, int which, char *out, size_t room)
{
    char name[96], number[40];
    const struct bar_row *bars = row_of(chart, which);
    const struct bar *bar = bars ? bars_at(bars, chart->at) : NULL;
    chart_row_name(chart, which, name, sizeof name);
    if (!bars)
        tell_all(chart, out, room);
    else if (!bar)
        snprintf(out, room, "`%s` has not begun yet.", name);
    else if (bars->kind == OBJECT_TRANSFER)
        tell_transfer(chart, pane, name, bar, out, room);
    else
        snprintf(out, room, "`%s`: %llu of %u done, %s after its beginning.", name, (unsigned long long)bar->bytes, bar->all,
                 length(chart, pane, bars->list[0].from, bar->from, number, sizeof number));
}

void chart_bars_legend(const struct chart *chart, struct pane *pane, int row)
{
    int column = 0;
    if (spans_bars(chart->spans)->transfers == 0)
        return;
    for (int phase = TRANSFER_QUEUES; phase < TRANSFER_OVER; phase++) {
        const struct phase_sign *sign = &phase_signs[phase];
        column = pane_put(pane, row, column, sign->look, glyph(pane, sign->glyph, sign->ascii));
        column = pane_put(pane, row, column + 1, LOOK_DIM, sign->word) + 2;
    }
}
