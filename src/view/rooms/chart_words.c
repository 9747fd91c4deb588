/* chart_words.c — what stands below the chart of a run: the stretch under the cursor as a sentence, what each thread has done
 * in all, what the chart cannot show, and the legend; see chart.h. */
#include <stdio.h>

#include "view/rooms/chart.h"
#include "view/say.h"

enum { SUM = 16, LENGTH = 9 };          /* columns of a sum; of them the time or the steps */

static int percent(uint64_t part, uint64_t all)
{
    return (int)((double)part * 100 / (double)all + 0.5);
}

/* For others, and for the world outside. */
static uint64_t waits_of(const struct span_sum *sum)
{
    return sum->in[SPAN_BLOCKED] + sum->in[SPAN_RESTS];
}

static uint64_t life_of(const struct span_sum *sum)
{
    return sum->in[SPAN_READY] + sum->in[SPAN_RUNS] + waits_of(sum) + sum->in[SPAN_SLEEPS];
}

/* The chosen thread's whole life, where there is no room for everybody's. */
static void draw_sum(const struct chart *chart, struct pane *pane, int row)
{
    struct tell tell = { chart->session, pane->ascii };
    struct span_sum sum = spans_sum(chart->spans, (uint16_t)chart->chosen);
    uint64_t all = life_of(&sum);
    char number[16], length[40], text[400], name[96];
    if (all == 0)
        return;
    size_t used = (size_t)snprintf(text, sizeof text, "%s in all, %s: runs %d %%, ready %d %%, waits %d %%, sleeps %d %%",
        chart->chosen ? tell_thread(&tell, (uint16_t)chart->chosen, number, sizeof number) : "main",
        tell_length(chart->spans, all, pane->ascii, length, sizeof length), percent(sum.in[SPAN_RUNS], all),
        percent(sum.in[SPAN_READY], all), percent(waits_of(&sum), all), percent(sum.in[SPAN_SLEEPS], all));
    if (sum.object)
        snprintf(text + used, sizeof text - used, "; longest for `%s`, %s",
                 session_object_name(chart->session, sum.object, name, sizeof name),
                 tell_length(chart->spans, sum.longest, pane->ascii, length, sizeof length));
    say_wrap(pane, row, 0, pane->columns, 2, LOOK_DIM, text);
}

static void draw_sum_row(const struct chart *chart, struct pane *pane, int row, uint16_t thread)
{
    struct span_sum sum = spans_sum(chart->spans, thread);
    const uint64_t parts[] = { sum.in[SPAN_RUNS], sum.in[SPAN_READY], waits_of(&sum), sum.in[SPAN_SLEEPS] };
    struct tell tell = { chart->session, pane->ascii };
    uint64_t all = life_of(&sum);
    char length[40], name[96];
    chart_label(chart, pane, row, thread);
    for (int k = 0; k < 4 && all > 0; k++) {
        uint64_t part = parts[k];
        int right = chart->column + k * SUM + LENGTH;
        if (part == 0) {
            pane_put(pane, row, right - 1, LOOK_DIM, glyph(pane, "—", "-"));
            continue;
        }
        tell_length(chart->spans, part, pane->ascii, length, sizeof length);
        pane_put(pane, row, right - text_columns(length), LOOK_PLAIN, length);
        pane_printf(pane, row, right, LOOK_PLAIN, "%4d %%", percent(part, all));
    }
    int column = chart->column + 4 * SUM;
    if (sum.longest && column + SUM <= pane->columns)
        say_put(pane, row, column, pane->columns - column, LOOK_PLAIN,
                sum.object || sum.act != ACT_JOIN ? tell_awaited(&tell, sum.act, sum.object, NOBODY, name, sizeof name) : "threads to end");
}

/* What each of the threads shown has done in all. False: there is no room for that. */
static bool draw_sums(const struct chart *chart, struct pane *pane, int row)
{
    static const char *const heads[] = { "runs", "ready", "waits", "sleeps" };
    if (!chart_is_thread(chart, chart->top + chart->rows - 1))
        return false;
    if (row + 1 + chart->rows + 1 >= pane->rows || chart->column + 4 * SUM > pane->columns)
        return false;
    pane_put(pane, row, 0, LOOK_DIM, "in all");
    for (int k = 0; k < 4; k++)
        pane_printf(pane, row, chart->column + k * SUM, LOOK_DIM, "%*s", LENGTH, heads[k]);
    if (chart->column + 4 * SUM + SUM <= pane->columns)
        pane_put(pane, row, chart->column + 4 * SUM, LOOK_DIM, "longest for");
    for (int r = 0; r < chart->rows; r++)
        draw_sum_row(chart, pane, row + 1 + r, (uint16_t)(chart->top + r));
    return true;
}

/* Returns its first row. */
static int draw_legend(const struct chart *chart, struct pane *pane, int row)
{
    const struct { enum look look; const char *glyph, *ascii, *word; } entries[] = {
        { LOOK_RUNNING, "█", "#", chart->scale.live ? "runs, or could" : "runs" }, { LOOK_RUNNING, "▃", "+", "part of it" },
        { LOOK_READY, "─", "-", "ready" }, { LOOK_BLOCKED, "┅", ".", "waits" },
        { LOOK_SLEEPING, "z", "z", "sleeps" }, { LOOK_ENDED, "┤", "|", "ended" }, { LOOK_STRONG, "●", "@", "here" },
    };
    int column = 0, columns = 0;
    for (size_t k = 0; k < sizeof entries / sizeof *entries; k++)
        columns += 2 + text_columns(entries[k].word) + 2;
    row -= columns - 2 > pane->columns;             /* a narrow pane needs two rows for it */
    int first = row;
    for (size_t k = 0; k < sizeof entries / sizeof *entries; k++) {
        if (column + 2 + text_columns(entries[k].word) > pane->columns) {
            row++;
            column = 0;
        }
        column = pane_put(pane, row, column, entries[k].look, glyph(pane, entries[k].glyph, entries[k].ascii));
        column = pane_put(pane, row, column + 1, LOOK_DIM, entries[k].word) + 2;
    }
    return first;
}

/* What the chart cannot show is said. */
static bool draw_gaps(const struct chart *chart, struct pane *pane, int row)
{
    unsigned long long lost = session_lost(chart->session);
    size_t behind = spans_behind(chart->spans, chart->session);
    if (behind > 0)
        pane_printf(pane, row, 0, LOOK_WARNING, "Still to be taken in: %zu records.", behind);
    else if (spans_full(chart->spans))
        pane_put(pane, row, 0, LOOK_WARNING, "There is no memory for all of it: the chart has gaps.");
    else if (lost > 0)
        pane_printf(pane, row, 0, LOOK_WARNING, "%llu steps came too fast to be kept: the chart has gaps.", lost);
    return behind > 0 || lost > 0 || spans_full(chart->spans);
}

void chart_words(const struct chart *chart, struct pane *pane, int row)
{
    char text[800];
    struct tell tell = { chart->session, pane->ascii };
    bool is_thread = chart_is_thread(chart, chart->chosen);
    if (is_thread)
        tell_span(&tell, chart->spans, (uint16_t)chart->chosen, chart->at, text, sizeof text);
    else
        chart_bars_words(chart, pane, chart->chosen, text, sizeof text);
    int said = say_wrap(pane, row, 0, pane->columns, CHART_SENTENCE, LOOK_PLAIN, text);
    said += draw_gaps(chart, pane, row + said);
    if (is_thread && !draw_sums(chart, pane, row + (said > CHART_SENTENCE ? said : CHART_SENTENCE)))
        draw_sum(chart, pane, row + said);
    int legend = draw_legend(chart, pane, pane->rows - 1);
    chart_bars_legend(chart, pane, legend - 1);
}
