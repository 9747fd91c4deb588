/* timing.c — the timing panel; see timing.h. */
#include "view/timing.h"

#include <stdio.h>
#include <string.h>

#include "view/say.h"

enum {
    NAME_MOST = 22, NAME_LEAST = 10, TIME = 9, SPREAD = 7, FACTOR = 7, BAR_LEAST = 6, BAR_MOST = 60,
    SPREAD_RUNS = 3,                /* fewer have no middle half worth the name */
    COSTS = 43, EIGHTHS = 8,
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
struct widths {
    int name, factor, bar, wrong, notes;
    enum wording { SHORTEST, SHORT, SPOKEN } wording;       /* of the judgement */
    bool below;                     /* the notes' figures have lines of their own */
    bool costs;
    double longest, fastest;
};

static bool is_shown(const struct timing_line *line)
{
    return line->row && line->row->runs > line->row->failed && line->row->median > 0;
}

static const char *judgement(const struct pane *pane, const struct timing_line *line, enum wording wording, char *out, size_t room)
{
    out[0] = '\0';
    if (!line->judged || !is_shown(line))
        return out;
    unsigned wrong = line->row->wrong, runs = line->row->runs;
    const char *word = wording == SHORT ? wrong ? "wrong" : "right" : wrong ? glyph(pane, "✗", "no") : glyph(pane, "✓", "ok");
    if (wording < SPOKEN)
        snprintf(out, room, "%s %u/%u", word, wrong ? wrong : runs, runs);
    else if (wrong)
        snprintf(out, room, "wrong in %u of %u run%s", wrong, runs, runs == 1 ? "" : "s");
    else if (runs == 1)
        snprintf(out, room, "right in 1 run");
    else
        snprintf(out, room, "right in all %u runs", runs);
    return out;
}

/* As wide as it usually gets, from the beginning: what is shown beside it shall not come and go. */
static int judgement_columns(const struct pane *pane, const struct timing *timing, enum wording wording)
{
    const char *const usual[] = { glyph(pane, "✓ 10/10", "ok 10/10"), "wrong 10/10", "wrong in 10 of 10 runs" };
    int widest = 0;
    for (size_t k = 0; k < timing->count; k++) {
        char judged[40];
        int columns = text_columns(judgement(pane, &timing->lines[k], wording, judged, sizeof judged));
        columns = columns > text_columns(usual[wording]) ? columns : text_columns(usual[wording]);
        if (timing->lines[k].judged && columns + 2 > widest)
            widest = columns + 2;
    }
    return widest;
}

static void say_times(const struct pane *pane, double times, char *out, size_t room)
{
    snprintf(out, room, times >= 9.95 ? " (%s%.0f)" : times >= 0.995 ? " (%s%.1f)" : " (%s%.2f)", glyph(pane, "×", "x"), times);
}

/* What the study notes say, and how many times ours that is: "notes 1.91 s (×6.3)". */
static const char *notes_text(const struct pane *pane, const struct timing_line *line, char *out, size_t room)
{
    char time[32];
    out[0] = '\0';
    if (line->quoted <= 0)
        return out;
    size_t used = (size_t)snprintf(out, room, "notes %s", timing_seconds(line->quoted, pane->ascii, time, sizeof time));
    if (is_shown(line) && used < room)
        say_times(pane, line->quoted / line->row->median, out + used, room - used);
    return out;
}

/* Room for the factor from the beginning; 0: nothing is quoted. */
static int notes_columns(const struct pane *pane, const struct timing *timing)
{
    int widest = 0;
    for (size_t k = 0; k < timing->count; k++) {
        const struct timing_line *line = &timing->lines[k];
        char text[80];
        int columns = text_columns(notes_text(pane, line, text, sizeof text)) + (is_shown(line) ? 0 : (int)sizeof " (×9.9)" - 2);
        if (line->quoted > 0 && columns + 1 > widest)
            widest = columns + 1;
    }
    return widest;
}

/* What the figures themselves ask for. */
static void look_over(const struct timing *timing, struct widths *widths)
{
    for (size_t k = 0; k < timing->count; k++) {
        const struct timing_line *line = &timing->lines[k];
        int name = text_columns(line->name);
        if (name > widths->name)
            widths->name = name < NAME_MOST ? name : NAME_MOST;
        if (!is_shown(line))
            continue;
        if (line->row->median > widths->longest)
            widths->longest = line->row->median;
        if (widths->fastest <= 0 || line->row->median < widths->fastest)
            widths->fastest = line->row->median;
    }
}

/* Takes so many columns of what is left, if at least that much stays for the bars. */
static bool take(int *left, int columns, int bars)
{
    if (*left - columns < bars)
        return false;
    *left -= columns;
    return true;
}

/* The notes' figures come before the bars, before words and before the ends of long names; where there is no room at all they
 * stand below. */
static void place_notes(const struct pane *pane, const struct timing *timing, struct widths *widths, int *left)
{
    int needed = notes_columns(pane, timing), shortest = judgement_columns(pane, timing, SHORTEST);
    int shorter = *left + widths->wrong - shortest, missing = needed > shorter ? needed - shorter : 0;
    widths->notes = needed;
    if (needed == 0 || take(left, needed, 0))
        return;
    if (missing > 0 && missing > widths->name - NAME_LEAST) {
        widths->notes = 0;
        widths->below = true;
        return;
    }
    widths->wording = SHORTEST;
    widths->wrong = shortest;
    widths->name -= missing;
    *left = shorter + missing - needed;
}

static struct widths widths_of(const struct pane *pane, const struct timing *timing, int columns)
{
    struct widths widths = { .name = 6, .wording = SHORT };
    look_over(timing, &widths);
    int spoken = judgement_columns(pane, timing, SPOKEN);
    widths.wrong = judgement_columns(pane, timing, SHORT);
    int left = columns - widths.name - TIME - SPREAD - 2 - widths.wrong;
    if (timing->count > 1 && take(&left, FACTOR, 0))
        widths.factor = FACTOR;
    place_notes(pane, timing, &widths, &left);
    widths.costs = take(&left, COSTS, 2 * BAR_LEAST);
    if (widths.wording == SHORT && spoken > widths.wrong && take(&left, spoken - widths.wrong, BAR_LEAST)) {
        widths.wording = SPOKEN;
        widths.wrong = spoken;
    }
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
    int column = widths->name + 1 + TIME + SPREAD + widths->factor + widths->bar + 1 + widths->wrong + widths->notes;
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
    if (widths->bar > 0)
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
                 judgement(pane, line, widths->wording, text, sizeof text));
    column += widths->wrong;
    if (widths->notes)
        pane_put(pane, row, column + 1, LOOK_EMPHASIS, notes_text(pane, line, text, sizeof text));
    column += widths->notes;
    if (widths->costs && is_shown(line))
        draw_costs(pane, row, column, line->row);
}

/* In a line of its own. */
static int draw_notes_below(struct pane *pane, int row, const struct timing_line *line)
{
    char text[80];
    if (line->quoted <= 0 || row >= pane->rows)
        return 0;
    pane_put(pane, row, 2, LOOK_EMPHASIS, notes_text(pane, line, text, sizeof text));
    return 1;
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

static const char *age_text(double seconds, char *out, size_t room)
{
    double minutes = seconds / 60, hours = minutes / 60;
    if (hours >= 1)
        snprintf(out, room, "measured %.0f hour%s ago", hours, hours < 1.5 ? "" : "s");
    else
        snprintf(out, room, "measured %.0f min ago", minutes);
    return out;
}

static bool is_old(const struct timing *timing)
{
    return timing->measured && !timing->stopped && timing->age >= 60;
}

static void draw_conclusion(struct pane *pane, int row, const struct timing *timing)
{
    char text[60];
    if (timing->conclude)
        row += say_wrap(pane, row, 0, pane->columns, pane->rows - row, LOOK_STRONG, timing->conclude);
    if (is_old(timing) && row < pane->rows)
        say_put(pane, row, 0, pane->columns, LOOK_DIM, age_text(timing->age, text, sizeof text));
}

int timing_rows(const struct timing *timing, int columns)
{
    if (timing->trouble || (!timing->measuring && !timing->measured))
        return 2;
    int conclusion = timing->measured && !timing->stopped && timing->conclude
        ? say_wrap(NULL, 0, 0, columns, 0, LOOK_PLAIN, timing->conclude) : 0;
    struct pane nothing = { .columns = columns };
    struct widths widths = widths_of(&nothing, timing, columns);
    int below = 0;
    for (size_t k = 0; widths.below && k < timing->count; k++)
        below += timing->lines[k].quoted > 0;
    return (int)timing->count + below + (conclusion > 0 ? conclusion : 1) + is_old(timing) + widths.costs;
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
    struct widths widths = widths_of(pane, timing, pane->columns);
    int row = 0, wanted = timing_rows(timing, pane->columns);
    widths.below = widths.below && wanted <= pane->rows;        /* every variant first */
    if (widths.costs && wanted <= pane->rows)
        draw_header(pane, row++, &widths);
    for (size_t k = 0; k < timing->count && row < pane->rows; k++) {
        draw_line(pane, row++, &widths, &timing->lines[k], timing->measuring);
        row += widths.below ? draw_notes_below(pane, row, &timing->lines[k]) : 0;
    }
    if (row >= pane->rows)
        return;
    if (timing->measuring)
        draw_progress(pane, row, timing);
    else if (timing->stopped)
        pane_printf(pane, row, 0, LOOK_DIM, "stopped after %u runs: m measures anew", timing->progress);
    else
        draw_conclusion(pane, row, timing);
}
