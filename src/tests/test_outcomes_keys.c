/* Claims about the screen of a search: what each key does, what free runs add, and how a long list is shown. */
#include "outcomes_by_hand.h"


static void enter_watches_the_chosen_result(void **state)
{
    (void)state;
    free(screen(24, 80, false));
    assert_int_equal(press(ACTION_OPEN).kind, MOVE_BACK);
    assert_string_equal(chosen->output, "3\n");
}

static void x_stops_then_searches_again_and_the_key_line_says_which(void **state)
{
    (void)state;
    search.state = SEARCH_RUNS;
    shows("x stop");
    shows("^C stop");
    press(ACTION_EXPLORE);
    assert_int_equal(search.stopped, 1);
    search.state = SEARCH_ENDED;
    search.progress.complete = 0;
    search.progress.stopped = STOP_ASKED;
    shows("x search again");
    hides("^C");
    search.progress.stopped = STOP_TIME;
    shows("x search longer");
    press(ACTION_EXPLORE);
    assert_int_equal(asked_again, 1);
    shows("0 results");                 /* it shows the new one */
}

static void what_is_complete_is_not_searched_again(void **state)
{
    (void)state;
    hides("search again");
    press(ACTION_EXPLORE);
    assert_int_equal(asked_again, 0);
    shows("Every way has been gone");
}

static void ctrl_c_stops_whatever_goes_on(void **state)
{
    (void)state;
    search.state = SEARCH_RUNS;
    press(ACTION_FREE);
    press(ACTION_STOP);
    assert_int_equal(search.stopped, 1);
    assert_int_equal(freely.stopped, 1);
    shows("what has been found stays");
}

static void free_runs_stand_beside_the_search(void **state)
{
    (void)state;
    shows("f runs it 1,000 times at full speed");
    press(ACTION_FREE);
    assert_int_equal(asked_freely, 1);
    freely.results[0] = (struct free_result){ .end = FREE_EXITED, .printed = "4\n", .times = 998 };
    freely.results[1] = (struct free_result){ .end = FREE_EXITED, .printed = "5\n", .times = 2 };
    freely.count = 2;
    freely.runs = 1000;
    shows("1,000 of 1,000 so far");
    freely.state = FREE_DONE;
    shows("search: 12 of 34 ways · random: 30.0 % ± 0.2 · free: 0 of 1,000");
    shows("998");
    shows("2 ended as no row says.");
}

static void a_free_run_that_hangs_is_counted_and_said(void **state)
{
    (void)state;
    struct report *deadlock = find("", true, 3, 10);
    deadlock->outcome = OUTCOME_DEADLOCK;
    press(ACTION_FREE);
    freely.results[0] = (struct free_result){ .end = FREE_HUNG, .printed = "", .times = 5 };
    freely.count = 1;
    freely.runs = freely.hung = 5;
    freely.state = FREE_DONE;
    expect_at(24, 120, false, "5 hung: no end within 3 s; after so many no more are tried.", true);
    expect_at(24, 120, false, "free: 0 of 5", true);
    press(ACTION_DOWN);
    expect_at(24, 120, false, "▸ ✗ deadlock", true);
    expect_at(24, 120, false, "free: 5 of 5", true);
}

static void what_cannot_be_told_from_outside_gets_no_figure(void **state)
{
    (void)state;
    find("3\n", true, 1, 1)->leaked = 40;
    press(ACTION_FREE);
    freely.results[0] = (struct free_result){ .end = FREE_EXITED, .printed = "3\n", .times = 1000 };
    freely.count = 1;
    freely.runs = 1000;
    shows("free: cannot be told");
    hides("ended as no row says");
}

static void fill_list(void)
{
    static char output[30][16];
    search.found_count = search.race_count = 0;
    for (unsigned k = 0; k < 30; k++) {
        snprintf(output[k], sizeof output[k], "number %02u", k);
        find(output[k], true, 1, 30 - k);
    }
    complete(30, 1000);
    for (unsigned k = 0; k < 30; k++)
        search.found[k].traces = 30 - k;
}

static void a_long_list_shows_that_it_goes_on(void **state)
{
    (void)state;
    fill_list();
    shows("▾");
    hides("▴");
    press(ACTION_BOTTOM);
    shows("▴");
    hides("▾");
    shows("▸ ✗ number 29");
}

static void a_click_chooses_the_row_under_it_in_a_scrolled_list(void **state)
{
    (void)state;
    fill_list();
    free(screen(24, 80, false));
    for (int k = 0; k < 15; k++)
        press(ACTION_DOWN);
    shows("▸ ✗ number 15");
    click(row_of("✗ number 14"));
    shows("▸ ✗ number 14");
    click(row_of("result") - 1);        /* outside of the list */
    shows("▸ ✗ number 14");
}

static void the_chosen_row_stays_chosen_when_others_come_before_it(void **state)
{
    (void)state;
    press(ACTION_DOWN);
    shows("▸ ✗ 2");
    find("1\n", false, 30, 900);
    shows("▸ ✗ 2");
}

static void printed_control_characters_stay_in_their_row(void **state)
{
    (void)state;
    search.found[2].output = "a\tb\rc\nd\n";
    shows("✗ a\\tb\\rc d");
    shows("prints: a    b");
}

static void lines_are_shown_as_questions_show_them_unless_they_alone_tell_results_apart(void **state)
{
    (void)state;
    search.found[1].output = "tick\ntock\n";
    search.found[2].output = "tick\ntick\n";
    shows("✗ tick tick");
    search.found[2].output = "tick tock\n";
    shows("✗ tick\\ntock");
    shows("✗ tick tock");
}

static void long_outputs_are_told_apart_where_they_differ(void **state)
{
    (void)state;
    search.found[1].output = "this is a long text that begins alike in both of the results, and only then says: two\n";
    search.found[2].output = "this is a long text that begins alike in both of the results, and only then says: three\n";
    shows("…ays: two");
    shows("…ays: three");
    press(ACTION_DOWN);
    static const char *const both[] = { "three", "two", "prints: ", "two", NULL };
    shows_in_order(24, 80, both);
}

static void everything_is_said_at_both_sizes(void **state)
{
    (void)state;
    static const struct { int rows, columns; } sizes[] = { { 24, 80 }, { 40, 120 }, { 60, 200 } };
    static const char *const parts[] = { "All 34 ways", "Sequential", "random runs", "✓ 4", "its last line should be: 4", "0.2 1 2", "enter watch this run", NULL };
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
        shows_in_order(sizes[k].rows, sizes[k].columns, parts);
}

int main(void)
{
#define CLAIM(name) cmocka_unit_test_setup_teardown(name, open_race, leave)
    const struct CMUnitTest tests[] = {
        CLAIM(enter_watches_the_chosen_result),
        CLAIM(x_stops_then_searches_again_and_the_key_line_says_which),
        CLAIM(what_is_complete_is_not_searched_again),
        CLAIM(ctrl_c_stops_whatever_goes_on),
        CLAIM(free_runs_stand_beside_the_search),
        CLAIM(a_free_run_that_hangs_is_counted_and_said),
        CLAIM(what_cannot_be_told_from_outside_gets_no_figure),
        CLAIM(a_long_list_shows_that_it_goes_on),
        CLAIM(a_click_chooses_the_row_under_it_in_a_scrolled_list),
        CLAIM(the_chosen_row_stays_chosen_when_others_come_before_it),
        CLAIM(printed_control_characters_stay_in_their_row),
        CLAIM(lines_are_shown_as_questions_show_them_unless_they_alone_tell_results_apart),
        CLAIM(long_outputs_are_told_apart_where_they_differ),
        CLAIM(everything_is_said_at_both_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
