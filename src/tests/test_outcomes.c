/* Claims about the screen of a search: what stands first, which figures it dares to give, what each key does. The search
 * and the free runs are stand-ins that hold what each test puts there. */
#include "tests/claims.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/frame.h"
#include "view/rooms/outcomes.h"

enum { MOST = 40 };

struct search {
    enum search_state state;
    struct report progress, found[MOST], race[4];
    const struct report *founds[MOST], *races[4];
    size_t found_count, race_count;
    unsigned stopped;
};

struct free_runs {
    enum free_state state;
    struct free_result results[4];
    size_t count;
    unsigned runs, of, hung, stopped;
};

static struct search search, another;
static struct free_runs freely;
static struct room *room;
static const struct report *chosen;
static unsigned asked_again, asked_freely;

/* ---- search.h ---- */

enum search_state search_state(const struct search *s) { return s->state; }
static const char *stranger;
const char *search_stranger(const struct search *self) { (void)self; return stranger; }
const char *search_error(const struct search *s) { (void)s; return ""; }
const struct report *search_progress(const struct search *s) { return &s->progress; }
void search_stop(struct search *s) { s->stopped++; }
int search_fd(const struct search *s) { (void)s; return -1; }
int search_wait(const struct search *s) { (void)s; return -1; }
bool search_poll(struct search *s) { (void)s; return false; }

size_t search_found(const struct search *s, const struct report *const **list)
{
    *list = s->founds;
    return s->found_count;
}

size_t search_races(const struct search *s, const struct report *const **list)
{
    *list = s->races;
    return s->race_count;
}

size_t search_uses(const struct search *self, const struct search_use **uses)
{
    (void)self;
    *uses = NULL;
    return 0;
}

bool search_place(const struct search *s, uint64_t place, struct place *out)
{
    (void)s;
    *out = (struct place){ .line = (int)place };
    return place != 0;
}

/* A round interval: what is claimed here is which of its ends is shown. */
bool search_chance(const struct search *s, const struct report *found, double *chance, double *error)
{
    if (s->progress.sampled == 0)
        return false;
    *chance = (double)found->sampled / (double)s->progress.sampled * 0.99 + 0.002;
    *error = 0.002;
    return true;
}

/* ---- free_runs.h ---- */

enum free_state free_runs_state(const struct free_runs *runs) { return runs->state; }
const char *free_runs_error(const struct free_runs *runs) { (void)runs; return ""; }
unsigned free_runs_hung(const struct free_runs *runs) { return runs->hung; }
double free_runs_patience(const struct free_runs *runs) { (void)runs; return 3; }
int free_runs_fd(const struct free_runs *runs) { (void)runs; return -1; }
int free_runs_wait(const struct free_runs *runs) { (void)runs; return -1; }
bool free_runs_poll(struct free_runs *runs) { (void)runs; return false; }

void free_runs_stop(struct free_runs *runs)
{
    runs->state = FREE_DONE;
    runs->stopped++;
}

unsigned free_runs_count(const struct free_runs *runs, unsigned *of)
{
    *of = runs->of;
    return runs->runs;
}

size_t free_runs_results(const struct free_runs *runs, const struct free_result **results)
{
    *results = runs->results;
    return runs->count;
}

/* ---- a search by hand ---- */

static struct report *find(const char *output, bool failed, uint64_t traces, uint64_t sampled)
{
    size_t k = search.found_count++;
    search.found[k] = (struct report){
        .kind = REPORT_FOUND, .number = k, .outcome = OUTCOME_EXITED, .failed = failed, .traces = traces, .sampled = sampled,
        .preemptions = 1, .steps = 19, .schedule = "0.2 1 2", .text = "", .output = output,
    };
    search.founds[k] = &search.found[k];
    return &search.found[k];
}

static void find_race(void)
{
    search.race[0] = (struct report){
        .kind = REPORT_RACE, .thread = 2, .place = 14, .act = ACT_READ, .other = 1, .other_place = 12, .other_act = ACT_WRITE,
        .steps = 7, .schedule = "0.2 1 2", .text = "", .output = "",
    };
    search.races[0] = &search.race[0];
    search.race_count = 1;
}

static void complete(uint64_t traces, uint64_t sampled)
{
    search.state = SEARCH_ENDED;
    search.progress = (struct report){
        .kind = REPORT_END, .executions = traces + sampled, .traces = traces, .sampled = sampled, .complete = 1,
        .phase = DOING_RANDOM, .stopped = STOP_DONE, .text = "", .schedule = "", .output = "",
    };
}

static void choose(void *data, const struct report *report)
{
    (void)data;
    chosen = report;
}

static struct search *again(void *data, struct err *err)
{
    (void)data;
    (void)err;
    asked_again++;
    another = (struct search){ .state = SEARCH_RUNS, .progress = { .text = "", .schedule = "", .output = "" } };
    return &another;
}

static struct free_runs *run_freely(void *data, struct err *err)
{
    (void)data;
    (void)err;
    asked_freely++;
    freely.state = FREE_RUNS;
    return &freely;
}

/* A program that should print 4, and prints 3 and 2, too. */
static int open_race(void **state)
{
    (void)state;
    struct err err;
    search = (struct search){ .state = SEARCH_RUNS };
    freely = (struct free_runs){ .of = 1000 };
    asked_again = asked_freely = 0;
    chosen = NULL;
    find("4\n", false, 20, 650);
    find("2\n", false, 2, 50);
    find("3\n", false, 12, 300);
    find_race();
    complete(34, 1000);
    struct outcomes_plan plan = {
        .search = &search, .name = "race", .expect = "4", .chosen = choose, .again = again, .run_freely = run_freely,
    };
    room = outcomes_room_make(&plan, &err);
    return room ? 0 : -1;
}

static int leave(void **state)
{
    (void)state;
    room_destroy(room);
    return 0;
}

/* ---- looking and pressing ---- */

static char *screen(int rows, int columns, bool ascii)
{
    struct pane *pane = pane_make(rows, columns);
    pane->ascii = ascii;
    frame_draw(pane, room, NULL, false);
    char *text = pane_text(pane);
    pane_free(pane);
    if (getenv("SHOW"))
        puts(text);
    return text;
}

static void expect_at(int rows, int columns, bool ascii, const char *what, bool there)
{
    char *text = screen(rows, columns, ascii);
    if ((strstr(text, what) != NULL) != there)
        fail_msg("`%s` %s on the screen:\n%s", what, there ? "is not" : "is", text);
    free(text);
}

static void shows(const char *what) { expect_at(24, 80, false, what, true); }
static void hides(const char *what) { expect_at(24, 80, false, what, false); }

/* One after the other, from the top. */
static void shows_in_order(int rows, int columns, const char *const *what)
{
    char *text = screen(rows, columns, false), *at = text;
    for (; *what; what++) {
        at = strstr(at, *what);
        if (!at)
            fail_msg("`%s` does not come next:\n%s", *what, text);
    }
    free(text);
}

static int row_of(const char *what)
{
    char *text = screen(24, 80, false), *at = strstr(text, what);
    int row = 0;
    assert_non_null(at);
    for (char *c = text; c < at; c++)
        row += *c == '\n';
    free(text);
    return row;
}

static struct move press(enum action action)
{
    struct command command = { .action = action };
    const char *why = frame_why(room, &command);
    room->message[0] = 0;
    if (!why)
        return room->ops->act(room, &command);
    room_say(room, LOOK_WARNING, "%s", why);
    return move_stay();
}

static void click(int row)
{
    struct command command = { .action = ACTION_CLICK, .row = row - 1 };    /* the title line is not the room's */
    room->ops->act(room, &command);
}

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
