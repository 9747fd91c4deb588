/* chart_draw.c — what the chart of a run looks like; see chart.h. A column shows what the thread does in the time that the
 * column stands for: how much of it it runs as the height of a block, else what takes most of it. */
#include <stdio.h>
#include <string.h>

#include "view/rooms/chart.h"
#include "view/say.h"

enum {
    LABEL = 10, LABEL_MOST = 20, NARROW = 90,       /* columns left of the tracks */
    AXIS = 2, BELOW = AXIS + CHART_SENTENCE + 4,    /* rows: axis; with sentence, sum, legend and gaps */
    TRACK_LEAST = 10, TAIL = 2, TICK_LEAST = 8, EIGHTHS = 8, CUT_LEAST = 8,
    SUMS = 1,               /* rows of the table of sums, in addition to what there is without and one for each thread */
};

static bool has_ended_well(const struct chart *chart)
{
    return session_outcome(chart->session, NULL) == OUTCOME_EXITED;
}

uint64_t chart_last(const struct chart *chart)
{
    uint64_t end = spans_end(chart->spans);
    return end > 0 && has_ended_well(chart) ? end - 1 : end;
}

/* What stands open at the end has no length yet; it is drawn as long as this. */
static uint64_t tail_of(const struct chart *chart, const struct scale *scale)
{
    return has_ended_well(chart) ? 0 : scale_span(scale, TAIL);
}

/* ---- where everything goes ---- */

static int label_columns(const struct chart *chart, const struct pane *pane)
{
    enum { NAMED = 64 };
    int widest = LABEL, most = pane->columns < NARROW ? LABEL + 2 : LABEL_MOST;
    for (uint16_t t = 0; t < spans_threads(chart->spans) && t < NAMED; t++) {
        char name[96];
        int columns = text_columns(session_thread_name(chart->session, t, name, sizeof name)) + (t < 10 ? 4 : 5);
        if (columns > widest)
            widest = columns;
    }
    for (int row = spans_threads(chart->spans); row < chart_rows(chart) && row < NAMED; row++) {
        char name[96];
        int columns = text_columns(chart_row_name(chart, row, name, sizeof name)) + 2;
        if (columns > widest)
            widest = columns;
    }
    return widest < most ? widest : most;
}

static void choose_scale(struct chart *chart)
{
    uint64_t end = spans_end(chart->spans);
    struct scale whole = scale_whole(chart->scale.live, end, chart->columns - (has_ended_well(chart) ? 0 : TAIL));
    while (scale_column(&whole, 0, end + tail_of(chart, &whole)) > chart->columns) {
        struct scale wider = scale_wider(&whole);
        if (wider.units == whole.units && wider.columns == whole.columns)
            break;
        whole = wider;
    }
    if (chart->scale.level >= whole.level)
        chart->whole = true;
    if (chart->whole)
        chart->scale = whole;
}

/* Moves what is shown so that the cursor is seen, and no more than that. */
static void keep_cursor_in_sight(struct chart *chart)
{
    uint64_t page = scale_span(&chart->scale, chart->columns), width = scale_span(&chart->scale, 1);
    uint64_t end = spans_end(chart->spans) + tail_of(chart, &chart->scale);
    if (chart->at < chart->left)
        chart->left = chart->at;
    if (chart->at + width > chart->left + page)
        chart->left = chart->at + width - page + (chart->scale.units - 1);
    if (chart->left + page > end)
        chart->left = end > page ? end - page + (chart->scale.units - 1) : 0;
    chart->left = chart->whole ? 0 : scale_align(&chart->scale, chart->left);
}

static void lay_out(struct chart *chart, const struct pane *pane)
{
    int rows = chart_rows(chart), room = pane->rows - BELOW - (spans_bars(chart->spans)->transfers > 0);
    if (chart->follows || chart->at > chart_last(chart))
        chart->at = chart_last(chart);
    if (chart->chosen >= rows)
        chart->chosen = rows - 1;
    chart->column = label_columns(chart, pane);
    chart->columns = pane->columns - chart->column;
    chart->height = room >= 2 * rows + rows + SUMS ? 2 : 1;      /* blank rows only where the sums have room, too */
    chart->rows = rows * chart->height <= room ? rows : room > 0 ? room : 1;
    if (chart->chosen < chart->top)
        chart->top = chart->chosen;
    if (chart->chosen >= chart->top + chart->rows)
        chart->top = chart->chosen - chart->rows + 1;
    if (chart->top + chart->rows > rows)
        chart->top = rows - chart->rows;
    choose_scale(chart);
    keep_cursor_in_sight(chart);
}

/* ---- one thread ---- */

struct mix { uint64_t in[SPAN_STATES], all; };

/* What the thread does in a column. Lengths are counted in parts of a position where a position has several columns. */
static struct mix mix_of(const struct chart *chart, uint16_t thread, int column, size_t *which)
{
    const struct thread_span *list;
    size_t count = spans_of(chart->spans, thread, &list);
    uint64_t parts = chart->scale.columns, units = chart->scale.units;
    uint64_t from = chart->left * parts + (uint64_t)column * units, to = from + units;
    uint64_t end = (spans_end(chart->spans) + tail_of(chart, &chart->scale)) * parts;
    struct mix mix = { .all = units };
    while (*which + 1 < count && list[*which + 1].from * parts <= from)
        ++*which;
    for (size_t k = *which; k < count && list[k].from * parts < to; k++) {
        uint64_t begin = list[k].from * parts, stop = k + 1 < count ? list[k + 1].from * parts : end;
        begin = begin > from ? begin : from;
        stop = stop < to ? stop : to;
        if (stop > begin)
            mix.in[list[k].state] += stop - begin;
    }
    return mix;
}

static const char *block(const struct pane *pane, uint64_t part, uint64_t all)
{
    static const char *const heights[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
    uint64_t eighths = all >= EIGHTHS ? part / (all / EIGHTHS) : part * EIGHTHS / all;
    if (pane->ascii)
        return eighths >= EIGHTHS ? "#" : "+";
    return heights[eighths >= EIGHTHS ? EIGHTHS - 1 : eighths > 0 ? eighths - 1 : 0];
}

/* The state, other than running, that takes most of it; SPAN_RUNS when there is none. */
static enum span_state most_of(const struct mix *mix)
{
    static const enum span_state others[] = { SPAN_BLOCKED, SPAN_RESTS, SPAN_SLEEPS, SPAN_READY, SPAN_ENDED };
    enum span_state most = SPAN_RUNS;
    for (size_t k = 0; k < sizeof others / sizeof *others; k++)
        if (mix->in[others[k]] > 0 && (most == SPAN_RUNS || mix->in[others[k]] > mix->in[most]))
            most = others[k];
    return most;
}

static void draw_cell(struct pane *pane, int row, int column, const struct mix *mix, uint16_t thread, bool has_ended)
{
    static const struct { const char *glyph, *ascii; enum look look; } cells[SPAN_STATES] = {
        [SPAN_READY] = { "─", "-", LOOK_READY }, [SPAN_BLOCKED] = { "┅", ".", LOOK_BLOCKED },
        [SPAN_RESTS] = { "┅", ".", LOOK_BLOCKED }, [SPAN_SLEEPS] = { "z", "z", LOOK_SLEEPING }, [SPAN_ENDED] = { "┤", "|", LOOK_ENDED },
    };
    enum span_state most = most_of(mix);
    if (mix->in[SPAN_RUNS] > 0)
        pane_put(pane, row, column, say_thread_look(thread), block(pane, mix->in[SPAN_RUNS], mix->all));
    else if (most != SPAN_RUNS && !(most == SPAN_ENDED && has_ended))
        pane_put(pane, row, column, cells[most].look, glyph(pane, cells[most].glyph, cells[most].ascii));
}

/* What it waits for, in a word or two; of a part of something, what it is a part of, where there is not room for both. */
static const char *object_of(const struct chart *chart, const struct pane *pane, const struct thread_span *span, int columns,
                             char *out, size_t room)
{
    char name[96];
    struct tell tell = { chart->session, pane->ascii };
    out[0] = '\0';
    if (span->state == SPAN_BLOCKED && span->object) {
        snprintf(out, room, "%s", session_object_name(chart->session, span->object, name, sizeof name));
        char *dot = strrchr(out, '.');
        if (dot && text_columns(out) > columns)
            *dot = '\0';
    } else if (span->state == SPAN_BLOCKED) {
        snprintf(out, room, "%s%s", span->act == ACT_JOIN ? "join " : "",
                 tell_awaited(&tell, (enum act)span->act, 0, span->holder, name, sizeof name));
    }
    return out;
}

/* ┅┅ lock ┅┅, where there is room for it. */
static void draw_names(const struct chart *chart, struct pane *pane, int row, uint16_t thread)
{
    const struct thread_span *list;
    size_t count = spans_of(chart->spans, thread, &list), k = spans_at(chart->spans, thread, chart->left);
    for (k = k < count ? k : 0; k < count; k++) {
        char name[96], text[128], shown[128];
        int64_t from = scale_column(&chart->scale, chart->left, list[k].from);
        int64_t to = k + 1 < count ? scale_column(&chart->scale, chart->left, list[k + 1].from)
                   : scale_column(&chart->scale, chart->left, spans_end(chart->spans) + tail_of(chart, &chart->scale));
        if (from >= chart->columns)
            return;
        from = from < 0 ? 0 : from;
        to = to > chart->columns ? chart->columns : to;
        int room = (int)(to - from) - 4;
        if (room < 1 || !*object_of(chart, pane, &list[k], room, name, sizeof name))
            continue;
        if (text_columns(name) > room && room < CUT_LEAST)
            continue;
        snprintf(text, sizeof text, " %s ", say_cut(pane, name, room, shown, sizeof shown));
        pane_put(pane, row, chart->column + (int)from + 1 + (room - text_columns(shown)) / 2, LOOK_BLOCKED, text);
    }
}

void chart_label(const struct chart *chart, struct pane *pane, int row, uint16_t thread)
{
    char number[16], name[96];
    struct tell tell = { chart->session, pane->ascii };
    int column = pane_put(pane, row, 0, say_thread_look(thread), tell_thread(&tell, thread, number, sizeof number));
    session_thread_name(chart->session, thread, name, sizeof name);
    say_put(pane, row, column + 1, chart->column - column - 2, say_thread_look(thread), name);
}

/* The cursor is as wide as a position. */
static void draw_cursor(const struct chart *chart, struct pane *pane, int row)
{
    int64_t column = scale_column(&chart->scale, chart->left, chart->at);
    pane_reverse(pane, row, 0, chart->column - 1);
    pane_reverse(pane, row, chart->column + (int)column, (int)chart->scale.columns);
}

static bool is_stuck(const struct chart *chart, uint16_t thread)
{
    const struct thread_span *list;
    size_t count = spans_of(chart->spans, thread, &list);
    return session_outcome(chart->session, NULL) == OUTCOME_DEADLOCK && count > 0 && list[count - 1].state == SPAN_BLOCKED;
}

static void draw_thread(const struct chart *chart, struct pane *pane, int row, uint16_t thread)
{
    const struct thread_span *list;
    size_t count = spans_of(chart->spans, thread, &list), which = spans_at(chart->spans, thread, chart->left);
    bool ended = which < count && list[which].state == SPAN_ENDED && list[which].from < chart->left;
    which = which < count ? which : 0;
    for (int c = 0; c < chart->columns; c++) {
        struct mix mix = mix_of(chart, thread, c, &which);
        draw_cell(pane, row, chart->column + c, &mix, thread, ended);
        ended = ended || (mix.in[SPAN_ENDED] > 0 && mix.in[SPAN_RUNS] == 0);
    }
    draw_names(chart, pane, row, thread);
    int64_t last = scale_column(&chart->scale, chart->left, spans_end(chart->spans) + tail_of(chart, &chart->scale)) - 1;
    if (is_stuck(chart, thread) && last >= 0 && last < chart->columns)
        pane_put(pane, row, chart->column + (int)last, LOOK_FAILURE, glyph(pane, "✗", "x"));
    chart_label(chart, pane, row, thread);
}

static void draw_row(const struct chart *chart, struct pane *pane, int row, int which)
{
    if (chart_is_thread(chart, which))
        draw_thread(chart, pane, row, (uint16_t)which);
    else
        chart_draw_bars(chart, pane, row, which);
    if (which == chart->chosen)
        draw_cursor(chart, pane, row);
}

/* ---- the axis ---- */

/* It ends with the run. */
static int axis_columns(const struct chart *chart)
{
    uint64_t end = spans_end(chart->spans) + tail_of(chart, &chart->scale);
    int64_t columns = scale_column(&chart->scale, chart->left, end);
    return columns < 0 ? 0 : columns < chart->columns ? (int)columns : chart->columns;
}

static void draw_mark(const struct chart *chart, struct pane *pane, int row, uint64_t position, const char *mark)
{
    int64_t column = scale_column(&chart->scale, chart->left, position);
    if (column >= 0 && column < chart->columns)
        pane_put(pane, row, chart->column + (int)column, LOOK_STRONG, mark);
}

/* Step k stands at position k − 1. */
static void draw_ticks(const struct chart *chart, struct pane *pane, int row)
{
    uint64_t right = scale_position(&chart->scale, chart->left, chart->columns), tick, unit;
    uint64_t before = chart->scale.live ? 0 : 1;
    char text[40];
    const char *name;
    int wide = TICK_LEAST;
    do {                                    /* numbers that are wider than that want ticks farther apart */
        tick = scale_tick(&chart->scale, wide);
        unit = scale_unit(&chart->scale, tick, pane->ascii, &name);
        wide += TICK_LEAST;
    } while (snprintf(text, sizeof text, "%llu", (unsigned long long)(right / unit)) + 2 > scale_column(&chart->scale, 0, tick)
             && wide < chart->columns);
    pane_put(pane, row + 1, 0, LOOK_DIM, name);
    uint64_t number = chart->left / tick * tick;
    for (int k = 0; k <= chart->columns; k++, number += tick) {
        if (number < before)
            continue;
        int64_t column = scale_column(&chart->scale, chart->left, number - before);
        if (column < 0 || column >= axis_columns(chart))
            continue;
        int width = snprintf(text, sizeof text, "%llu", (unsigned long long)(number / unit));
        pane_put(pane, row, chart->column + (int)column, LOOK_DIM, glyph(pane, "┬", "+"));
        if (column + width <= chart->columns)
            pane_put(pane, row + 1, chart->column + (int)column, LOOK_PLAIN, text);
    }
}

static void draw_axis(const struct chart *chart, struct pane *pane, int row)
{
    pane_put(pane, row, 0, LOOK_DIM, chart->scale.live ? "real time" : "time");
    pane_fill(pane, row, chart->column, axis_columns(chart), LOOK_DIM, glyph(pane, "─", "-"));
    draw_ticks(chart, pane, row);
    uint64_t here = spans_when(chart->spans, chart->session, session_cursor(chart->session));
    draw_mark(chart, pane, row, here, glyph(pane, "●", "@"));
    draw_mark(chart, pane, row, chart->at, glyph(pane, "▲", "^"));
}

/* ---- all of it ---- */

static void draw_inner(struct chart *chart, struct pane *pane)
{
    lay_out(chart, pane);
    for (int r = 0; r < chart->rows; r++)
        draw_row(chart, pane, r * chart->height, chart->top + r);
    int row = chart->rows * chart->height;
    draw_axis(chart, pane, row);
    chart_words(chart, pane, row + AXIS + 1);
}

void chart_draw(struct chart *chart, struct pane *pane)
{
    char words[60], title[100];
    struct pane inner = pane_part(pane, 1, 2, pane->rows - 2, pane->columns - 4);
    if (inner.rows < 1 || inner.columns < LABEL_MOST + TRACK_LEAST)
        return;
    draw_inner(chart, &inner);
    chart->row = 1;
    chart->column += 2;
    snprintf(title, sizeof title, "Who does what, when: %s", scale_words(&chart->scale, pane->ascii, words, sizeof words));
    pane_box(pane, LOOK_BORDER, title);
    if (chart->top > 0)
        pane_put(pane, chart->row, pane->columns - 1, LOOK_KEY, glyph(pane, "▴", "^"));
    if (chart->top + chart->rows < chart_rows(chart))
        pane_put(pane, chart->row + chart->rows * chart->height - 1, pane->columns - 1, LOOK_KEY, glyph(pane, "▾", "v"));
}
