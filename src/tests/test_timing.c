/* The timing panel as text. */
#include "tests/claims.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/timing.h"

static const struct measure_row none = { .runs = 30, .wrong = 30, .median = 0.0045, .low = 0.0043, .high = 0.0047, .user = 0.008,
                                         .system = 0.0001, .voluntary = 3, .involuntary = 1, .peak = 2.1e6 };
static const struct measure_row each = { .runs = 30, .median = 0.0588, .low = 0.056, .high = 0.062, .user = 0.07, .system = 0.03,
                                         .voluntary = 1200, .involuntary = 9, .peak = 2.1e6 };
static const struct measure_row absent = { .note = "no python3 on this machine" };

static struct timing_line lines[] = {
    { .name = "no lock", .row = &none, .judged = true },
    { .name = "lock each turn", .row = &each, .judged = true, .quoted = 1.91 },
    { .name = "Python", .row = &absent, .other = true },
};

static struct timing measured = { .title = "a lock", .conclude = "Hold a lock for more than one turn at a time.", .lines = lines,
                                  .count = 3, .measured = true };

static char drawn[8000];

static const char *draw(const struct timing *timing, int rows, int columns, bool ascii)
{
    struct pane *pane = pane_make(rows, columns);
    pane->ascii = ascii;
    timing_draw(timing, pane);
    char *text = pane_text(pane);
    snprintf(drawn, sizeof drawn, "%s", text);
    if (getenv("SHOW"))
        fputs(drawn, stderr);
    free(text);
    pane_free(pane);
    return drawn;
}

static void times_have_three_figures_and_a_unit(void **state)
{
    char text[64];
    (void)state;
    assert_string_equal(timing_seconds(0.0588, false, text, sizeof text), "58.8 ms");
    assert_string_equal(timing_seconds(1.907, false, text, sizeof text), "1.91 s");
    assert_string_equal(timing_seconds(0.000092, false, text, sizeof text), "92.0 µs");
    assert_string_equal(timing_seconds(0.000092, true, text, sizeof text), "92.0 us");
    assert_string_equal(timing_seconds(0.99999, false, text, sizeof text), "1.00 s");
    assert_string_equal(timing_seconds(0, false, text, sizeof text), "0");
    assert_string_equal(timing_seconds(870e-9, false, text, sizeof text), "870 ns");
}

static int bar_of(const char *name)
{
    const char *at = strstr(drawn, name);
    int count = 0;
    for (; at && *at && *at != '\n'; at++)
        count += strncmp(at, "█", 3) == 0;
    return count;
}

static void bars_are_to_scale(void **state)
{
    (void)state;
    draw(&measured, 5, 100, false);
    int longest = bar_of("lock each turn"), shortest = bar_of("no lock");
    assert_true(longest >= 10);
    assert_true(shortest <= longest / 10 && shortest >= longest / 17);
}

static void a_row_has_median_spread_and_judgement(void **state)
{
    (void)state;
    draw(&measured, 5, 100, false);
    assert_non_null(strstr(drawn, "4.50 ms ±0.2"));
    assert_non_null(strstr(drawn, "wrong in 30 of 30 runs"));
    assert_non_null(strstr(drawn, "58.8 ms ±3.0"));
    assert_non_null(strstr(drawn, "right in all 30 runs"));
    assert_non_null(strstr(drawn, "no python3"));
    assert_non_null(strstr(drawn, "Hold a lock for more"));
}

static void a_narrow_panel_judges_in_figures(void **state)
{
    (void)state;
    draw(&measured, 5, 60, false);
    assert_non_null(strstr(drawn, "wrong 30/30"));
    assert_non_null(strstr(drawn, "right 30/30"));
}

static void each_is_compared_with_the_fastest(void **state)
{
    (void)state;
    draw(&measured, 5, 80, false);
    assert_non_null(strstr(drawn, "× 1 "));
    assert_non_null(strstr(drawn, "× 13"));
    draw(&measured, 5, 80, true);
    assert_non_null(strstr(drawn, "x 13"));
}

static void two_runs_have_no_spread(void **state)
{
    struct measure_row early = none;
    struct timing_line part[] = { { .name = "no lock", .row = &early } };
    struct timing running = { .lines = part, .count = 1, .measuring = true, .of = 66 };
    (void)state;
    early.runs = 2;
    assert_null(strstr(draw(&running, 4, 70, false), "±"));
    early.runs = 3;
    assert_non_null(strstr(draw(&running, 4, 70, false), "±"));
}

static void what_was_stopped_keeps_its_figures_and_concludes_nothing(void **state)
{
    struct timing cut = measured;
    (void)state;
    cut.stopped = true;
    cut.progress = 12;
    draw(&cut, 5, 80, false);
    assert_non_null(strstr(drawn, "4.50 ms"));
    assert_non_null(strstr(drawn, "stopped after 12 runs"));
    assert_null(strstr(drawn, "Hold a lock"));
}

static void old_figures_say_how_old_they_are(void **state)
{
    struct timing old = measured;
    (void)state;
    old.age = 59;
    assert_null(strstr(draw(&old, 6, 80, false), " ago"));
    old.age = 200;
    assert_int_equal(timing_rows(&old, 80), timing_rows(&measured, 80) + 1);
    assert_non_null(strstr(draw(&old, 6, 80, false), "measured 3 min ago"));
    old.age = 7300;
    assert_non_null(strstr(draw(&old, 6, 80, false), "measured 2 hours ago"));
}

static void a_wide_panel_adds_what_it_cost(void **state)
{
    (void)state;
    draw(&measured, 6, 160, false);
    assert_non_null(strstr(drawn, "slept/preempted"));
    assert_non_null(strstr(drawn, "1200/9"));
    assert_non_null(strstr(drawn, "2.1 MB"));
    assert_non_null(strstr(drawn, "notes 1.91 s (×32)"));
}

/* The figure of the notes, and how many times ours it is, before the bars. */
static void the_notes_are_compared_at_any_width(void **state)
{
    (void)state;
    for (int columns = 48; columns < 200; columns++) {
        draw(&measured, 6, columns, false);
        assert_non_null(strstr(drawn, "58.8 ms ±3.0"));
        assert_non_null(strstr(drawn, "notes 1.91 s (×32)"));
        draw(&measured, 6, columns, true);
        assert_non_null(strstr(drawn, "notes 1.91 s (x32)"));
    }
    assert_int_equal(timing_rows(&measured, 78), 4);
    assert_int_equal(timing_rows(&measured, 48), 5);        /* a line for the notes */
}

static void before_it_is_measured_it_says_how(void **state)
{
    struct timing offer = measured;
    (void)state;
    offer.measured = false;
    for (int k = 0; k < 3; k++)
        assert_non_null(strstr(draw(&offer, 3, 60, false), k == 0 ? "Press m to" : lines[k].name));
    assert_null(strstr(drawn, "Hold a lock"));
}

static void while_it_measures_it_says_how_far(void **state)
{
    struct timing_line part[] = { lines[0], { .name = "lock each turn", .judged = true } };
    struct timing running = { .lines = part, .count = 2, .measuring = true, .progress = 7, .of = 66, .conclude = "Later." };
    (void)state;
    draw(&running, 4, 70, false);
    assert_non_null(strstr(drawn, "run 7 of 66"));
    assert_non_null(strstr(drawn, "4.50 ms"));
    assert_non_null(strstr(drawn, "…"));
    assert_null(strstr(drawn, "Later."));
}

static void ascii_bars_are_ascii(void **state)
{
    (void)state;
    draw(&measured, 5, 100, true);
    assert_non_null(strstr(drawn, "###"));
    for (const char *at = drawn; *at; at++)
        assert_true((unsigned char)*at < 128);
}

static void any_size_is_survived(void **state)
{
    (void)state;
    for (int rows = 1; rows < 8; rows++)
        for (int columns = 1; columns < 210; columns += 3)
            draw(&measured, rows, columns, false);
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test(times_have_three_figures_and_a_unit),
        cmocka_unit_test(bars_are_to_scale),
        cmocka_unit_test(a_row_has_median_spread_and_judgement),
        cmocka_unit_test(a_narrow_panel_judges_in_figures),
        cmocka_unit_test(each_is_compared_with_the_fastest),
        cmocka_unit_test(two_runs_have_no_spread),
        cmocka_unit_test(what_was_stopped_keeps_its_figures_and_concludes_nothing),
        cmocka_unit_test(old_figures_say_how_old_they_are),
        cmocka_unit_test(a_wide_panel_adds_what_it_cost),
        cmocka_unit_test(the_notes_are_compared_at_any_width),
        cmocka_unit_test(before_it_is_measured_it_says_how),
        cmocka_unit_test(while_it_measures_it_says_how_far),
        cmocka_unit_test(ascii_bars_are_ascii),
        cmocka_unit_test(any_size_is_survived),
    };
    return cmocka_run_group_tests(claims, NULL, NULL);
}
