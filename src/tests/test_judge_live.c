/* Claims about judging exercises that run live: what the runs brought is set by each test. */
#include "tests/claims.h"

#include <signal.h>
#include <string.h>

#include "session/judge_live.h"

struct free_runs { enum free_state state; unsigned count, of; };

static struct free_runs runs;
static struct free_result results[4];
static size_t result_count;
static const char *program;

enum free_state free_runs_state(const struct free_runs *self) { return self->state; }
const char *free_runs_error(const struct free_runs *self) { (void)self; return "it does not compile"; }
double free_runs_patience(const struct free_runs *self) { (void)self; return 3; }

unsigned free_runs_count(const struct free_runs *self, unsigned *of)
{
    *of = self->of;
    return self->count;
}

size_t free_runs_results(const struct free_runs *self, const struct free_result **list)
{
    (void)self;
    *list = results;
    return result_count;
}

static void brings(enum free_end end, int code, const char *printed, unsigned times)
{
    results[result_count++] = (struct free_result){ .end = end, .code = code, .printed = (char *)printed, .times = times };
    runs.count += times;
}

static int begin(void **unused)
{
    (void)unused;
    runs = (struct free_runs){ .state = FREE_DONE, .of = 20 };
    result_count = 0;
    program = "int sum = 0;";
    return 0;
}

static const char *const nothing[] = { NULL };
static const char *const fourteen[] = { "sum 14", NULL };
static const char *const kept[] = { "int sum = 0;", NULL };
static const struct exercise collect = {
    .name = "collect", .prints = fourteen, .hints = nothing, .flags = nothing, .uses = nothing, .keeps = kept,
    .sound = true, .finishes = true, .live = true, .bound = -1,
};

static struct judgement judged(void)
{
    struct judgement out;
    judge_live(&collect, &runs, program, &out);
    return out;
}

static void before_anything_is_known_it_says_what_is_asked(void **unused)
{
    (void)unused;
    struct judgement out;
    judge_live(&collect, NULL, NULL, &out);
    assert_int_equal(out.judged, JUDGED_OPEN);
    assert_int_equal(out.count, 4);
    assert_string_equal(out.demands[0].text, "It prints \"sum 14\", in every run.");
    for (size_t k = 0; k < out.count; k++)
        assert_int_equal(out.demands[k].state, DEMAND_UNKNOWN);
}

static void runs_that_all_do_what_is_asked_pass_and_prove_nothing(void **unused)
{
    (void)unused;
    brings(FREE_EXITED, 0, "sum 14\n", 20);
    struct judgement out = judged();
    assert_int_equal(out.judged, JUDGED_PASSED);
    assert_non_null(strstr(out.sentence, "Passed: 20 runs"));
    assert_non_null(strstr(out.sentence, "no proof"));
}

static void one_run_that_prints_something_else_fails(void **unused)
{
    (void)unused;
    brings(FREE_EXITED, 0, "sum 14\n", 19);
    brings(FREE_EXITED, 0, "sum 5\n", 1);
    struct judgement out = judged();
    assert_int_equal(out.judged, JUDGED_FAILED);
    assert_int_equal(out.demands[0].state, DEMAND_FAILS);
    assert_int_equal(out.demands[1].state, DEMAND_HOLDS);
    assert_string_equal(out.sentence, "Not passed: 1 of 20 runs printed \"sum 5\".");
}

static void it_fails_before_all_runs_are_over(void **unused)
{
    (void)unused;
    runs.state = FREE_RUNS;
    brings(FREE_EXITED, 0, "sum 14\n", 3);
    assert_int_equal(judged().judged, JUDGED_OPEN);
    brings(FREE_EXITED, 0, "", 1);
    assert_int_equal(judged().judged, JUDGED_FAILED);
}

static void a_run_that_hangs_fails_and_says_nothing_of_what_it_would_have_printed(void **unused)
{
    (void)unused;
    brings(FREE_HUNG, 0, "", 1);
    struct judgement out = judged();
    assert_int_equal(out.judged, JUDGED_FAILED);
    assert_non_null(strstr(out.sentence, "did not come to its end within 3 s"));
    assert_int_equal(out.demands[0].state, DEMAND_UNKNOWN);
    assert_int_equal(out.demands[2].state, DEMAND_FAILS);
}

static void a_signal_and_an_exit_status_are_named(void **unused)
{
    (void)unused;
    brings(FREE_SIGNALLED, SIGPIPE, "sum 14\n", 20);
    assert_string_equal(judged().sentence, "Not passed: 20 of 20 runs were killed by SIGPIPE.");
    begin(NULL);
    brings(FREE_EXITED, 3, "sum 14\n", 20);
    assert_string_equal(judged().sentence, "Not passed: 20 of 20 runs ended with exit status 3.");
}

static void only_what_is_printed_is_asked_of_runs_that_are_killed_too(void **unused)
{
    (void)unused;
    struct exercise printing = collect;
    struct judgement out;
    printing.sound = printing.finishes = false;
    brings(FREE_SIGNALLED, SIGSEGV, "", 20);
    judge_live(&printing, &runs, program, &out);
    assert_int_equal(out.judged, JUDGED_FAILED);
    assert_int_equal(out.demands[0].state, DEMAND_FAILS);
    begin(NULL);
    brings(FREE_HUNG, 0, "", 20);
    judge_live(&printing, &runs, program, &out);
    assert_int_equal(out.judged, JUDGED_FAILED);
}

static void what_shall_stay_and_is_gone_fails_although_every_run_is_right(void **unused)
{
    (void)unused;
    brings(FREE_EXITED, 0, "sum 14\n", 20);
    program = "int sum = 14;";
    struct judgement out = judged();
    assert_int_equal(out.judged, JUDGED_FAILED);
    assert_non_null(strstr(out.sentence, "not as the task asks"));
    assert_non_null(strstr(out.sentence, "int sum = 0;"));
}

static void runs_that_were_stopped_are_no_pass(void **unused)
{
    (void)unused;
    brings(FREE_EXITED, 0, "sum 14\n", 7);
    struct judgement out = judged();
    assert_int_equal(out.judged, JUDGED_UNFINISHED);
    assert_string_equal(out.sentence, "Not passed yet: stopped after 7 of 20 runs.");
}

static void what_does_not_compile_is_no_program(void **unused)
{
    (void)unused;
    runs.state = FREE_FAILED;
    assert_int_equal(judged().judged, JUDGED_NO_PROGRAM);
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test_setup(before_anything_is_known_it_says_what_is_asked, begin),
        cmocka_unit_test_setup(runs_that_all_do_what_is_asked_pass_and_prove_nothing, begin),
        cmocka_unit_test_setup(one_run_that_prints_something_else_fails, begin),
        cmocka_unit_test_setup(it_fails_before_all_runs_are_over, begin),
        cmocka_unit_test_setup(a_run_that_hangs_fails_and_says_nothing_of_what_it_would_have_printed, begin),
        cmocka_unit_test_setup(a_signal_and_an_exit_status_are_named, begin),
        cmocka_unit_test_setup(only_what_is_printed_is_asked_of_runs_that_are_killed_too, begin),
        cmocka_unit_test_setup(what_shall_stay_and_is_gone_fails_although_every_run_is_right, begin),
        cmocka_unit_test_setup(runs_that_were_stopped_are_no_pass, begin),
        cmocka_unit_test_setup(what_does_not_compile_is_no_program, begin),
    };
    return cmocka_run_group_tests(claims, NULL, NULL);
}
