/* Claims about the screen of a search: what stands first, which figures it dares to give, which words. */
#include "outcomes_by_hand.h"


/* ---- claims ---- */

static void what_is_wrong_comes_first_then_by_share(void **state)
{
    (void)state;
    static const char *const order[] = { "▸ ✗ 3", "✗ 2", "✗ data race", "✓ 4", NULL };
    shows_in_order(24, 80, order);
    shows_in_order(40, 120, order);
    shows("All 34 ways it can go: 3 results, 2 wrong, 1 data race.");
}

static void figures_are_those_of_the_search(void **state)
{
    (void)state;
    static const char *const row[] = { "✗ 3", "12", "30.0 % ± 0.2", "\n", NULL };
    shows_in_order(24, 80, row);
    shows("search: 12 of 34 ways · random: 30.0 % ± 0.2");
}

static void one_result_is_certain(void **state)
{
    (void)state;
    search.found_count = 1;
    search.found[0].traces = 34;
    search.found[0].sampled = 1000;
    shows("   100 %");
    hides("99");
}

static void an_interval_does_not_reach_below_nothing(void **state)
{
    (void)state;
    search.found[1].sampled = 1;
    shows("0.1 %, < 0.5 %");
}

static void what_no_random_run_met_is_rare_not_impossible(void **state)
{
    (void)state;
    search.found[1].sampled = 0;
    shows("rare, < 0.4 %");
    hides(" 0.0 %");
}

static void a_result_of_all_random_runs_is_not_certain_beside_others(void **state)
{
    (void)state;
    search.found[0].sampled = 1000;
    search.found[1].sampled = search.found[2].sampled = 0;
    shows("> 99.0 %");
    hides("100 %");
}

static void while_it_searches_no_figure_is_given(void **state)
{
    (void)state;
    search.state = SEARCH_RUNS;
    search.progress.kind = REPORT_PROGRESS;
    search.progress.complete = 0;
    shows("Searching. So far: 3 results, 2 wrong, 1 data race.");
    shows("still counting");
    hides("30.0 %");
}

static void the_chosen_row_has_a_mark_with_and_without_glyphs(void **state)
{
    (void)state;
    press(ACTION_DOWN);
    shows("▸ ✗ 2");
    hides("▸ ✗ 3");
    expect_at(24, 80, true, "> x 2", true);
    expect_at(24, 80, true, "v 4", true);
}

static void ascii_stays_ascii(void **state)
{
    (void)state;
    press(ACTION_FREE);
    for (int down = 0; down < 4; down++) {
        char *text = screen(24, 80, true);
        for (char *c = text; *c; c++)
            assert_true((unsigned char)*c < 128);
        free(text);
        press(ACTION_DOWN);
    }
}

static void words_of_the_trade_are_explained(void **state)
{
    (void)state;
    shows("Sequential consistency assumed: all threads see all writes in one order.");
    shows("Few enough ways to go every one");
    shows("1 preemption (a thread that could go on");
    hides("trace");
}

static void an_unfinished_search_says_how_far_and_why(void **state)
{
    (void)state;
    search.progress.complete = 0;
    search.progress.bounded = 3;
    search.progress.stopped = STOP_TIME;
    expect_at(24, 120, false, "All runs with at most 2 preemptions were tried;", true);
    shows("Too many ways for the time: ");
    shows("then runs at random.");
    shows("≥ 12");
    search.progress.stopped = STOP_ASKED;
    shows("You stopped it: ");
}

static void what_cannot_be_searched_is_neither_right_nor_counted(void **state)
{
    (void)state;
    search.found_count = search.race_count = 0;
    struct report *cut = find("", false, 1, 1000);
    cut->outcome = OUTCOME_ONLYLIVE;
    cut->text = "open";
    search.progress.complete = 0;
    search.progress.stopped = STOP_ONLY_LIVE;
    search.progress.text = "open";
    shows("No verdict: the program does what only a live run can do: open.");
    shows("▸ ? only live: open");
    shows("search: not counted");
    hides("✓");
    hides("✗");
    hides("%");
}

static void a_race_names_threads_lines_and_what_is_missing(void **state)
{
    (void)state;
    press(ACTION_DOWN);
    press(ACTION_DOWN);
    shows("✗ data race: write line 12, read line 14");
    shows("① writes in line 12, ② reads the same data in line 14, and nothing orders");
    shows("no lock that both hold");
    assert_int_equal(press(ACTION_OPEN).kind, MOVE_BACK);
    assert_ptr_equal(chosen, &search.race[0]);
}

int main(void)
{
#define CLAIM(name) cmocka_unit_test_setup_teardown(name, open_race, leave)
    const struct CMUnitTest tests[] = {
        CLAIM(what_is_wrong_comes_first_then_by_share),
        CLAIM(figures_are_those_of_the_search),
        CLAIM(one_result_is_certain),
        CLAIM(an_interval_does_not_reach_below_nothing),
        CLAIM(what_no_random_run_met_is_rare_not_impossible),
        CLAIM(a_result_of_all_random_runs_is_not_certain_beside_others),
        CLAIM(while_it_searches_no_figure_is_given),
        CLAIM(the_chosen_row_has_a_mark_with_and_without_glyphs),
        CLAIM(ascii_stays_ascii),
        CLAIM(words_of_the_trade_are_explained),
        CLAIM(an_unfinished_search_says_how_far_and_why),
        CLAIM(what_cannot_be_searched_is_neither_right_nor_counted),
        CLAIM(a_race_names_threads_lines_and_what_is_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
