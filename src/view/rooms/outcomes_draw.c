/* outcomes_draw.c — the outcomes screen, from the verdict down to the chosen row; see outcomes_inside.h.
 *
 *     All 34 ways it can go: 3 results, 2 wrong, 2 data races.
 *     85 runs in 0.0 s · how it was searched, and what is assumed
 *       result            ▇▇▇▇▇▇▇▇   ways   random runs    free
 *     ▸ ✗ share = 3       ▇▇▇▇▇        20   61.0 % ± 3.0     12
 *     …                                                         ▾
 *     what is known of the chosen row, and the schedule that leads to it */
#include <stdio.h>
#include <string.h>

#include "view/rooms/outcomes_inside.h"
#include "view/say.h"
#include "view/story.h"

enum { NARROW = 96, BAR = 20, COUNT = 9, CHANCE = 15, FREE = 8, MARK = 4, EDGE = 2, TEXT_MOST = 100,
       DETAIL = 7, LIST_LEAST = 3 };

/* Where the columns of the list begin. */
struct table { int bar, bars, ways, chance, free, end; };

static struct table lay_out(const struct pane *pane, bool free_runs)
{
    struct table table = { .bars = pane->columns >= NARROW ? BAR : BAR / 2 - 2 };
    int figures = table.bars + COUNT + CHANCE + (free_runs ? FREE : 0) + EDGE, text = pane->columns - figures;
    table.bar = text < TEXT_MOST ? text : TEXT_MOST;
    table.ways = table.bar + table.bars;
    table.chance = table.ways + COUNT;
    table.free = table.chance + CHANCE;
    table.end = table.free + (free_runs ? FREE : 0);
    return table;
}

/* ---- above the list ---- */

static int draw_head(const struct outcomes_room *self, struct pane *pane)
{
    char text[700];
    enum look look;
    outcomes_verdict(self, text, sizeof text, &look);
    int row = pane_wrap(pane, 0, 0, look, text);
    row += pane_wrap(pane, row, 0, LOOK_DIM, outcomes_how(self, pane->ascii, text, sizeof text));
    if (pane->rows < 14)
        return row;
    row += pane_wrap(pane, row, 0, LOOK_DIM,
                     "Sequential consistency assumed: all threads see all writes in one order.");
    struct pane below = pane_part(pane, row, 0, pane->rows - row, pane->columns);
    return row + story_tell(&below, 0, LOOK_DIM, outcomes_about_free(self, text, sizeof text));
}

static void put_right(struct pane *pane, int row, int column, enum look look, const char *text)
{
    pane_put(pane, row, column - text_columns(text), look, text);
}

static void draw_headings(const struct outcomes_room *self, struct pane *pane, int row, const struct table *table)
{
    pane_put(pane, row, MARK, LOOK_DIM, "result");
    put_right(pane, row, table->chance, LOOK_DIM, "ways");
    put_right(pane, row, table->free, LOOK_DIM, "random runs");
    if (self->plan.free_runs)
        put_right(pane, row, table->end, LOOK_DIM, "free");
}

/* ---- the list ---- */

static void draw_numbers(const struct outcomes_room *self, struct pane *pane, int row, const struct report *report,
                         const struct table *table)
{
    char text[64];
    unsigned times;
    double share = outcomes_share(self, report);
    int full = (int)(share * table->bars + 0.5);
    if (full == 0 && share > 0)
        full = 1;
    pane_fill(pane, row, table->bar, full < table->bars ? full : table->bars, LOOK_BAR, glyph(pane, "█", "#"));
    put_right(pane, row, table->chance, LOOK_PLAIN, outcomes_ways(self, report, pane->ascii, text, sizeof text));
    put_right(pane, row, table->free, LOOK_DIM, outcomes_chance(self, report, pane->ascii, text, sizeof text));
    if (!self->plan.free_runs)
        return;
    bool known = outcomes_free(self, report, &times);
    put_right(pane, row, table->end, known ? LOOK_PLAIN : LOOK_DIM, known ? outcomes_number(times, text) : "?");
}

static void draw_row(const struct outcomes_room *self, struct pane *pane, int row, size_t k, const struct table *table)
{
    const struct report *report = self->rows[k];
    bool wrong = outcomes_has_failed(self, report), race = report->kind == REPORT_RACE;
    char text[1400];
    int wide = race ? table->end : table->bar - 1;
    struct pane left = pane_part(pane, row, 0, 1, wide);
    if (k == self->row)
        pane_put(&left, 0, 0, LOOK_STRONG, glyph(pane, "▸", ">"));
    if (outcomes_is_cut_off(report))
        pane_put(&left, 0, 2, LOOK_WARNING, "?");
    else
        pane_put(&left, 0, 2, wrong ? LOOK_FAILURE : LOOK_GOOD, wrong ? glyph(pane, "✗", "x") : glyph(pane, "✓", "v"));
    pane_put(&left, 0, MARK, wrong ? LOOK_FAILURE : LOOK_PLAIN,
             outcomes_label(self, report, &left, wide - MARK, text, sizeof text));
    if (!race)
        draw_numbers(self, pane, row, report, table);
    if (k == self->row)
        pane_reverse(pane, row, MARK, table->bar - 1 - MARK);
}

/* Scrolls no further than needed for the chosen row to be seen. */
static void scroll(struct outcomes_room *self, int rows)
{
    size_t shown = (size_t)rows;
    if (self->row < self->top)
        self->top = self->row;
    if (self->row >= self->top + shown)
        self->top = self->row - shown + 1;
    if (self->top + shown > self->count)
        self->top = self->count > shown ? self->count - shown : 0;
}

static int draw_list(struct outcomes_room *self, struct pane *pane, int row, int rows, const struct table *table)
{
    int shown = self->count < (size_t)rows ? (int)self->count : rows;
    scroll(self, shown);
    for (int k = 0; k < shown; k++)
        draw_row(self, pane, row + k, self->top + (size_t)k, table);
    if (self->top > 0)
        pane_put(pane, row, pane->columns - 1, LOOK_KEY, glyph(pane, "▴", "^"));
    if (self->top + (size_t)shown < self->count)
        pane_put(pane, row + shown - 1, pane->columns - 1, LOOK_KEY, glyph(pane, "▾", "v"));
    self->shown = shown;
    return row + shown;
}

/* ---- the chosen row, in full ---- */

/* Tabs become blanks; a return to the beginning of the line a new line, so that what it would write over is shown, too. */
static void clean(const char *text, char *out, size_t room)
{
    size_t used = 0;
    for (; *text && used + 5 < room; text++) {
        if (*text == '\t')
            used = (size_t)(stpcpy(out + used, "    ") - out);
        else if (*text != '\r')
            out[used++] = *text;
        else if (text[1] != '\n')
            out[used++] = '\n';
    }
    while (used > 0 && out[used - 1] == '\n')
        used--;
    out[used] = '\0';
}

/* What was printed, line by line; from where it differs from other results, when its beginning would fill the place. */
static int draw_printed(const struct outcomes_room *self, struct pane *pane, int row, const struct report *report)
{
    size_t differs = self->telling[report->number % OUTCOMES_FOUND].differs, room = (size_t)pane->columns, from = 0;
    char text[1500];
    const char *end = report->outcome == OUTCOME_EXITED ? "prints: " : "printed until then: ", *output = report->output;
    if (!*output)
        return row;
    if (differs > room)
        for (from = differs - room / 2; ((unsigned char)output[from] & 0xc0) == 0x80; from--)
            ;
    size_t used = (size_t)snprintf(text, sizeof text, "%s%s", end, from ? glyph(pane, "… ", "... ") : "");
    clean(output + from, text + used, sizeof text - used);
    return row + pane_wrap(pane, row, 0, LOOK_PLAIN, text);
}

static int draw_right(const struct outcomes_room *self, struct pane *pane, int row, const struct report *report)
{
    char text[300];
    if (report->failed || !outcomes_has_failed(self, report))
        return row;
    snprintf(text, sizeof text, "its last line should be: %.200s", self->plan.expect);
    return row + pane_wrap(pane, row, 0, LOOK_PLAIN, text);
}

static int draw_schedule(struct pane *pane, int row, const struct report *report)
{
    char text[700];
    const char *kind = report->kind == REPORT_RACE ? "with this race" : "that ends so";
    if (report->steps > 0 && !*report->schedule)
        return row + pane_wrap(pane, row, 0, LOOK_DIM, "Its run was too long for its schedule to be kept.");
    if (report->preemptions)
        snprintf(text, sizeof text, "The simplest run %s has %llu preemption%s (a thread that could go on is stopped) and %llu "
                 "steps. Enter watches it:", kind, (unsigned long long)report->preemptions, report->preemptions == 1 ? "" : "s",
                 (unsigned long long)report->steps);
    else
        snprintf(text, sizeof text, "The simplest run %s has no preemption and %llu steps. Enter watches it:", kind,
                 (unsigned long long)report->steps);
    row += pane_wrap(pane, row, 0, LOOK_PLAIN, text);
    snprintf(text, sizeof text, "%.600s%s", report->schedule, strlen(report->schedule) > 600 ? glyph(pane, " …", " ...") : "");
    return row + pane_wrap(pane, row, 2, LOOK_CODE, text);
}

static void draw_chosen(const struct outcomes_room *self, struct pane *pane)
{
    const struct report *report = outcomes_chosen(self);
    char text[900];
    if (!report)
        return;
    if (report->kind == REPORT_RACE) {
        outcomes_race(self, report, pane->ascii, text, sizeof text);
        draw_schedule(pane, say_wrap(pane, 0, 0, pane->columns, pane->rows, LOOK_PLAIN, text), report);
        return;
    }
    int row = pane_wrap(pane, 0, 0, LOOK_PLAIN, outcomes_figures(self, report, pane->ascii, text, sizeof text));
    row = draw_right(self, pane, row, report);
    /* the schedule is what one goes on with: a long output leaves it room */
    struct pane whole = pane_part(pane, row, 0, pane->rows - row, pane->columns), none = { .columns = pane->columns };
    int below = draw_schedule(&none, 0, report), printed = draw_printed(self, &none, 0, report);
    int rows = printed + below > whole.rows ? whole.rows - below : printed;
    struct pane above = pane_part(&whole, 0, 0, rows > 0 ? rows : 0, whole.columns);
    draw_printed(self, &above, 0, report);
    if (printed > above.rows && above.rows > 0)
        put_right(&above, above.rows - 1, above.columns, LOOK_KEY, glyph(pane, "▾", "v"));
    row = draw_schedule(&whole, above.rows, report);
    if (self->plan.nearest)
        say_wrap(&whole, row, 0, whole.columns, whole.rows - row, LOOK_GOOD, self->plan.nearest(self->plan.data, report));
}

void outcomes_draw(struct room *room, struct pane *pane)
{
    struct outcomes_room *self = outcomes_of(room);
    outcomes_sort(self);
    pane_box(pane, LOOK_BORDER, "Every way it can go");
    struct pane inner = pane_part(pane, 1, 2, pane->rows - 2, pane->columns - 4);
    int row = draw_head(self, &inner), detail = inner.rows / 3 > DETAIL ? inner.rows / 3 : DETAIL;
    struct table table = lay_out(&inner, self->plan.free_runs != NULL);
    int rows = inner.rows - row - 2 - detail;
    if (rows < LIST_LEAST)
        rows = LIST_LEAST;
    if (self->count > 0)
        draw_headings(self, &inner, row, &table);
    self->first = row + 1 + 1;          /* below the headings, in the room's own pane */
    row = draw_list(self, &inner, row + 1, rows, &table);
    struct pane below = pane_part(&inner, row + 1, 0, inner.rows - row - 1, inner.columns);
    draw_chosen(self, &below);
}
