/* timing.c — the timing panel; see timing.h. */
#include "view/timing.h"

#include <stdio.h>
#include <string.h>

#include "view/say.h"

enum {
    NAME_MOST = 22, TIME = 9, SPREAD = 7, FACTOR = 8, BAR_LEAST = 6, BAR_MOST = 60,
    SPREAD_RUNS = 3,                /* fewer have no middle half worth the name */
    QUOTED = 14, COSTS = 43, EIGHTHS = 8,
};

struct unit { double seconds; const char *name, *ascii; };

static const struct unit *unit_of(double seconds)
{
    static const struct unit units[] = { { 1, "s", "s" }, { 1e-3, "ms", "ms" }, { 1e-6, "µs", "us" }, { 1e-9, "ns", "ns" } };
    for (size_t k = 0; k < 3; k++)
        if (seconds >= units[k].seconds * 0.9995)
            return &units[k];
    return &units[3];
}

static const char *figures(double number, char *out, size_t room)
{
    snprintf(out, room, number >= 99.95 ? "%.0f" : number >= 9.995 ? "%.1f" : "%.2f", number);
    return out;
}

static const char *in_unit(double seconds, const struct unit *unit, bool ascii, char *out, size_t room)
{
    char number[32];
    snprintf(out, room, "%s %s", figures(seconds / unit->seconds, number, sizeof number), ascii ? unit->ascii : unit->name);
    return out;
}

const char *timing_seconds(double seconds, bool ascii, char *out, size_t room)
{
    if (seconds <= 0) {
        snprintf(out, room, "0");
        return out;
    }
    return in_unit(seconds, unit_of(seconds), ascii, out, room);
}

/* What stands below each other is read as one column: the unit of the longest, unless that leaves too few figures. */
static const struct unit *unit_beside(double seconds, double longest)
{
    const struct unit *unit = unit_of(longest);
    return seconds >= unit->seconds / 20 ? unit : unit_of(seconds);
}

/* Half the width of the middle half, in the unit of the median it stands behind. */
static void spread_text(const struct pane *pane, const struct measure_row *row, const struct unit *unit, char *out,
                        size_t room)
{
    double half = (row->high - row->low) / 2 / unit->seconds;
    out[0] = '\0';
    if (row->runs - row->failed >= SPREAD_RUNS)
        snprintf(out, room, half >= 9.95 ? "%s%.0f" : half >= 0.095 ? "%s%.1f" : "%s%.2f", glyph(pane, "±", "+-"), half);
}

/* How often the fastest could have run meanwhile: "× 12". */
static void factor_text(const struct pane *pane, double factor, char *out, size_t room)
{
    snprintf(out, room, factor >= 9.95 ? "%s %.0f" : factor >= 1.005 ? "%s %.1f" : "%s 1", glyph(pane, "×", "x"), factor);
}

/* What each part of the panel gets of its width. */
struct widths { int name, factor, bar, wrong; bool quoted, costs, spoken; double longest, fastest; };

static bool is_shown(const struct timing_line *line)
{
    return line->row && line->row->runs > line->row->failed && line->row->median > 0;
}

/* `spoken`: in words; else as short as it can be. */
static const char *judgement(const struct timing_line *line, bool spoken, char *out, size_t room)
{
    out[0] = '\0';
    if (!line->judged || !is_shown(line))
        return out;
    unsigned wrong = line->row->wrong, runs = line->row->runs;
    if (!spoken)
        snprintf(out, room, "%s %u/%u", wrong ? "wrong" : "right", wrong ? wrong : runs, runs);
    else if (wrong)
        snprintf(out, room, "wrong in %u of %u runs", wrong, runs);
    else
        snprintf(out, room, "right in all %u runs", runs);
    return out;
}

static int judgement_columns(const struct timing *timing, bool spoken)
{
    int widest = 0;
    for (size_t k = 0; k < timing->count; k++) {
        char judged[40];
        int columns = text_columns(judgement(&timing->lines[k], spoken, judged, sizeof judged)) + 2;
        if (timing->lines[k].judged && columns > widest)
            widest = columns;
    }
    return widest;
}

/* What the figures themselves ask for. Returns how many variants have some. */
static size_t look_over(const struct timing *timing, struct widths *widths)
{
    size_t shown = 0;
    for (size_t k = 0; k < timing->count; k++) {
        const struct timing_line *line = &timing->lines[k];
        int name = text_columns(line->name);
        if (name > widths->name)
            widths->name = name < NAME_MOST ? name : NAME_MOST;
        widths->quoted |= line->quoted > 0;
        if (!is_shown(line))
            continue;
        shown++;
        if (line->row->median > widths->longest)
            widths->longest = line->row->median;
        if (widths->fastest <= 0 || line->row->median < widths->fastest)
            widths->fastest = line->row->median;
    }
    return shown;
}

/* Takes so many columns of what is left, if at least that much stays for the bars. */
static bool take(int *left, int columns, int bars)
{
    if (*left - columns < bars)
        return false;
    *left -= columns;
    return true;
}

static struct widths widths_of(const struct timing *timing, int columns)
{
    struct widths widths = { .name = 6 };
    size_t shown = look_over(timing, &widths);
    int spoken = judgement_columns(timing, true);
    widths.wrong = judgement_columns(timing, false);
    int left = columns - widths.name - TIME - SPREAD - 4 - widths.wrong;
    if (shown > 1 && take(&left, FACTOR, 0))
        widths.factor = FACTOR;
    if (spoken > widths.wrong && take(&left, spoken - widths.wrong, BAR_LEAST)) {
        widths.spoken = true;
        widths.wrong = spoken;
    }
    widths.quoted = widths.quoted && take(&left, QUOTED, BAR_LEAST);
    widths.costs = take(&left, COSTS, 2 * BAR_LEAST);
    widths.bar = left > BAR_MOST ? BAR_MOST : left > 0 ? left : 0;
    return widths;
}

/* To an eighth of a column; what has been measured is never quite invisible. */
static void draw_bar(struct pane *pane, int row, int column, int columns, double part, enum look look)
{
    static const char *const eighths[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
    int filled = (int)(part * columns * EIGHTHS + 0.5);
    if (filled < 1)
        filled = 1;
    pane_fill(pane, row, column, filled / EIGHTHS, look, glyph(pane, "█", "#"));
    if (filled % EIGHTHS)
        pane_put(pane, row, column + filled / EIGHTHS, look,
                 glyph(pane, eighths[filled % EIGHTHS], filled % EIGHTHS >= EIGHTHS / 2 ? "#" : "|"));
}

static void draw_costs(struct pane *pane, int row, int column, const struct measure_row *cost)
{
    char user[32], system[32];
    pane_printf(pane, row, column + 1, LOOK_DIM, "%8s %8s %8.0f/%-6.0f %5.1f MB",
                timing_seconds(cost->user, pane->ascii, user, sizeof user),
                timing_seconds(cost->system, pane->ascii, system, sizeof system), cost->voluntary, cost->involuntary,
                cost->peak / 1e6);
}

static void draw_header(struct pane *pane, int row, const struct widths *widths)
{
    int column = widths->name + 1 + TIME + SPREAD + widths->factor + widths->bar + 1 + widths->wrong;
    pane_put(pane, row, 0, LOOK_DIM, "median of the runs, taken in turn");
    if (widths->costs)
        pane_printf(pane, row, column + 1, LOOK_DIM, "%8s %8s %15s %8s", "CPU user", "system", "slept/preempted", "memory");
}

/* Median, spread, factor and bar, from `column` on. */
static void draw_figures(struct pane *pane, int row, int column, const struct widths *widths, const struct timing_line *line)
{
    char text[64];
    const struct unit *unit = unit_beside(line->row->median, widths->longest);
    in_unit(line->row->median, unit, pane->ascii, text, sizeof text);
    pane_put(pane, row, column + TIME - text_columns(text), LOOK_STRONG, text);
    spread_text(pane, line->row, unit, text, sizeof text);
    pane_put(pane, row, column + TIME + 1, LOOK_DIM, text);
    column += TIME + SPREAD;
    if (widths->factor > 0) {
        factor_text(pane, line->row->median / widths->fastest, text, sizeof text);
        pane_put(pane, row, column, LOOK_STRONG, text);
    }
    draw_bar(pane, row, column + widths->factor, widths->bar, line->row->median / widths->longest,
             line->other ? LOOK_BAR_OTHER : LOOK_BAR);
}

static void draw_line(struct pane *pane, int row, const struct widths *widths, const struct timing_line *line, bool goes_on)
{
    char text[64], cut[120];
    int column = widths->name + 1;
    pane_put(pane, row, 0, LOOK_PLAIN, say_cut(pane, line->name, widths->name, cut, sizeof cut));
    if (line->row && *line->row->note) {
        say_put(pane, row, column + 1, pane->columns - column - 1, LOOK_DIM, line->row->note);
        return;
    }
    if (is_shown(line))
        draw_figures(pane, row, column, widths, line);
    else
        pane_put(pane, row, column + 1, LOOK_DIM,
                 line->row && line->row->failed ? "failed" : goes_on ? glyph(pane, "…", "...") : "not measured");
    column += TIME + SPREAD + widths->factor + widths->bar + 1;
    if (widths->wrong && is_shown(line))
        pane_put(pane, row, column + 1, line->row->wrong ? LOOK_FAILURE : LOOK_GOOD,
                 judgement(line, widths->spoken, text, sizeof text));
    column += widths->wrong;
    if (widths->costs && is_shown(line))
        draw_costs(pane, row, column, line->row);
    column += widths->costs ? COSTS : 0;
    if (widths->quoted && line->quoted > 0)
        pane_printf(pane, row, column + 1, LOOK_DIM, "notes %s",
                    timing_seconds(line->quoted, pane->ascii, text, sizeof text));
}

static void draw_progress(struct pane *pane, int row, const struct timing *timing)
{
    int column = pane_printf(pane, row, 0, LOOK_DIM, "measuring: run %u of %u ", timing->progress, timing->of);
    int room = pane->columns - column - 1;
    if (room > 30)
        room = 30;
    if (room < 4 || timing->of == 0)
        return;
    int filled = (int)((unsigned)room * timing->progress / timing->of);
    pane_fill(pane, row, column, room, LOOK_DIM, glyph(pane, "─", "-"));
    pane_fill(pane, row, column, filled < room ? filled : room, LOOK_BAR, glyph(pane, "━", "="));
}

/* Nothing measured yet: what would be, and by which key. */
static void draw_offer(struct pane *pane, const struct timing *timing)
{
    char text[512];
    size_t used = (size_t)snprintf(text, sizeof text, "Press `m` to run these at full speed and compare: ");
    for (size_t k = 0; k < timing->count && used < sizeof text; k++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", k ? glyph(pane, " · ", ", ") : "",
                                 timing->lines[k].name);
    say_wrap(pane, 0, 0, pane->columns, pane->rows, LOOK_DIM, text);
}

int timing_rows(const struct timing *timing, int columns)
{
    if (timing->trouble || (!timing->measuring && !timing->measured))
        return 2;
    int conclusion = timing->measured && !timing->stopped && timing->conclude
        ? say_wrap(NULL, 0, 0, columns, 0, LOOK_PLAIN, timing->conclude) : 0;
    struct widths widths = widths_of(timing, columns);
    return (int)timing->count + (conclusion > 0 ? conclusion : 1) + widths.costs;
}

void timing_draw(const struct timing *timing, struct pane *pane)
{
    if (timing->trouble) {
        say_wrap(pane, 0, 0, pane->columns, pane->rows, LOOK_FAILURE, timing->trouble);
        return;
    }
    if (!timing->measuring && !timing->measured) {
        draw_offer(pane, timing);
        return;
    }
    struct widths widths = widths_of(timing, pane->columns);
    int row = 0;
    if (widths.costs && timing_rows(timing, pane->columns) <= pane->rows)
        draw_header(pane, row++, &widths);
    for (size_t k = 0; k < timing->count && row < pane->rows; k++)
        draw_line(pane, row++, &widths, &timing->lines[k], timing->measuring);
    if (row >= pane->rows)
        return;
    if (timing->measuring)
        draw_progress(pane, row, timing);
    else if (timing->stopped)
        pane_printf(pane, row, 0, LOOK_DIM, "stopped after %u runs: m measures anew", timing->progress);
    else if (timing->conclude)
        say_wrap(pane, row, 0, pane->columns, pane->rows - row, LOOK_STRONG, timing->conclude);
}
