/* What is claimed of measuring: the statistics are right, and the programs that run are this very test, called with a
 * word that says what to do. */
#include "tests/claims.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "measure/measure.h"
#include "measure/statistics.h"

static char self[512];

static bool near(double a, double b)
{
    return a - b < 1e-9 && b - a < 1e-9;
}

static void the_median_of_an_odd_row_is_its_middle(void **state)
{
    (void)state;
    double row[] = { 9, 1, 5 };
    assert_true(near(statistics_of(row, 3).median, 5));
}

static void the_median_of_an_even_row_lies_between_the_middle_two(void **state)
{
    (void)state;
    double row[] = { 4, 1, 3, 2 };
    assert_true(near(statistics_of(row, 4).median, 2.5));
}

static void quartiles_are_those_of_definition_seven(void **state)
{
    (void)state;
    double row[] = { 7, 15, 36, 39, 40, 41 };
    struct statistics all = statistics_of(row, 6);
    assert_true(near(all.low, 20.25));
    assert_true(near(all.median, 37.5));
    assert_true(near(all.high, 39.75));
    assert_true(near(all.best, 7));
    assert_true(near(all.worst, 41));
}

static void one_outlier_does_not_move_the_median(void **state)
{
    (void)state;
    double row[] = { 1, 1, 1, 1, 1000 };
    struct statistics all = statistics_of(row, 5);
    assert_true(near(all.median, 1) && near(all.high, 1) && near(all.worst, 1000));
}

static void a_row_of_one_and_of_none_have_statistics_too(void **state)
{
    (void)state;
    double row[] = { 3 };
    struct statistics one = statistics_of(row, 1);
    assert_true(near(one.low, 3) && near(one.median, 3) && near(one.high, 3));
    assert_true(near(statistics_of(row, 0).median, 0));
}

/* Waits for the descriptor, for as long as it takes: the run of tests has a limit of its own. */
static void finish(struct measure *measure)
{
    while (!measure_done(measure)) {
        struct pollfd wait = { .fd = measure_fd(measure), .events = POLLIN };
        poll(&wait, 1, -1);
        measure_poll(measure);
    }
}

static struct measure *measured(const struct measure_variant *variants, size_t count, unsigned rounds)
{
    struct measure_plan plan = { .variants = variants, .count = count, .rounds = rounds, .patience = 0.3 };
    struct err err;
    struct measure *measure = measure_start(&plan, &err);
    assert_non_null(measure);
    finish(measure);
    return measure;
}

static void right_answers_are_told_from_wrong_ones(void **state)
{
    (void)state;
    const char *says[] = { self, "say", "share = 0", NULL };
    struct measure_variant variants[] = {
        { .name = "right", .argv = says, .expect = "share = 0" },
        { .name = "wrong", .argv = says, .expect = "share = 1" },
    };
    struct measure *measure = measured(variants, 2, 3);
    assert_int_equal(measure_row(measure, 0)->runs, 3);
    assert_int_equal(measure_row(measure, 0)->wrong, 0);
    assert_int_equal(measure_row(measure, 1)->wrong, 3);
    assert_int_equal(measure_row(measure, 1)->failed, 0);
    assert_string_equal(measure_row(measure, 0)->last, "share = 0");
    measure_destroy(measure);
}

static void what_ran_took_time_and_memory(void **state)
{
    (void)state;
    const char *says[] = { self, "say", "x", NULL };
    struct measure_variant variant = { .name = "one", .argv = says };
    struct measure *measure = measured(&variant, 1, 4);
    const struct measure_row *row = measure_row(measure, 0);
    assert_true(row->median > 0 && row->low <= row->median && row->median <= row->high);
    assert_true(row->best <= row->low && row->high <= row->worst);
    assert_true(row->peak > 4096);
    measure_destroy(measure);
}

static void a_crash_is_counted_and_named_and_not_timed(void **state)
{
    (void)state;
    const char *crashes[] = { self, "crash", NULL };
    struct measure_variant variant = { .name = "crash", .argv = crashes, .expect = "anything" };
    struct measure *measure = measured(&variant, 1, 2);
    const struct measure_row *row = measure_row(measure, 0);
    assert_int_equal(row->runs, 2);
    assert_int_equal(row->failed, 2);
    assert_non_null(strstr(row->note, "Segmentation"));
    assert_true(near(row->median, 0));
    measure_destroy(measure);
}

static void a_failing_exit_code_fails_when_nothing_else_can_be_wrong(void **state)
{
    (void)state;
    const char *fails[] = { self, "exit", "3", NULL };
    struct measure_variant variant = { .name = "exit", .argv = fails };
    struct measure *measure = measured(&variant, 1, 2);
    assert_int_equal(measure_row(measure, 0)->failed, 2);
    measure_destroy(measure);
}

static void what_does_not_end_is_given_up_and_the_others_go_on(void **state)
{
    (void)state;
    const char *hangs[] = { self, "hang", NULL };
    const char *says[] = { self, "say", "x", NULL };
    struct measure_variant variants[] = { { .name = "hang", .argv = hangs }, { .name = "say", .argv = says } };
    struct measure *measure = measured(variants, 2, 3);
    assert_int_equal(measure_row(measure, 0)->runs, 1);
    assert_int_equal(measure_row(measure, 0)->failed, 1);
    assert_non_null(strstr(measure_row(measure, 0)->note, "gave up"));
    assert_int_equal(measure_row(measure, 1)->runs, 3);
    measure_destroy(measure);
}

static void a_program_that_is_not_there_gets_a_note(void **state)
{
    (void)state;
    const char *absent[] = { "/nonexistent/program", NULL };
    const char *says[] = { self, "say", "x", NULL };
    struct measure_variant variants[] = { { .name = "absent", .argv = absent }, { .name = "say", .argv = says } };
    struct measure *measure = measured(variants, 2, 2);
    assert_int_equal(measure_row(measure, 0)->runs, 0);
    assert_true(measure_row(measure, 0)->note[0] != '\0');
    assert_int_equal(measure_row(measure, 1)->runs, 2);
    measure_destroy(measure);
}

static void without_python_the_twin_says_so(void **state)
{
    (void)state;
    char *path = strdup(getenv("PATH"));
    setenv("PATH", "/nonexistent", 1);
    const char *twin[] = { "python3", "twin.py", NULL };
    const char *says[] = { self, "say", "x", NULL };
    struct measure_variant variants[] = { { .name = "twin", .argv = twin, .python = true },
                                          { .name = "say", .argv = says } };
    struct measure *measure = measured(variants, 2, 2);
    setenv("PATH", path, 1);
    free(path);
    assert_string_equal(measure_row(measure, 0)->note, "no python3 on this machine");
    assert_int_equal(measure_row(measure, 1)->runs, 2);
    measure_destroy(measure);
}

static void progress_reaches_its_end(void **state)
{
    (void)state;
    const char *says[] = { self, "say", "x", NULL };
    struct measure_variant variants[] = { { .name = "a", .argv = says }, { .name = "b", .argv = says } };
    struct measure_plan plan = { .variants = variants, .count = 2, .rounds = 3 };
    struct measure *measure = measure_start(&plan, NULL);
    assert_non_null(measure);
    unsigned of;
    assert_int_equal(measure_progress(measure, &of), 0);
    assert_int_equal(of, 8);        /* the warm-up and three rounds, of two */
    finish(measure);
    assert_int_equal(measure_progress(measure, &of), 8);
    assert_int_equal(of, 8);
    measure_destroy(measure);
}

/* The program that runs says its number through a named pipe, so that it is surely there when it is stopped. */
static void stopping_in_the_middle_leaves_no_process(void **state)
{
    (void)state;
    char pipe_name[] = "/tmp/threadlab-test-XXXXXX";
    int taken = mkstemp(pipe_name);
    assert_true(taken >= 0);
    close(taken);
    unlink(pipe_name);
    assert_int_equal(mkfifo(pipe_name, 0600), 0);
    const char *waits[] = { self, "wait", pipe_name, NULL };
    struct measure_variant variant = { .name = "wait", .argv = waits };
    struct measure_plan plan = { .variants = &variant, .count = 1 };
    struct measure *measure = measure_start(&plan, NULL);
    assert_non_null(measure);
    int pid = 0;
    FILE *pipe = fopen(pipe_name, "r");
    assert_non_null(pipe);
    assert_int_equal(fscanf(pipe, "%d", &pid), 1);
    fclose(pipe);
    unlink(pipe_name);
    assert_int_equal(kill(pid, 0), 0);
    measure_destroy(measure);
    assert_int_equal(kill(pid, 0), -1);
    assert_int_equal(errno, ESRCH);
}

/* What the measured programs do. */
static int act(int argc, char **argv)
{
    if (!strcmp(argv[1], "say"))
        printf("some line before\n%s\n", argv[2]);
    else if (!strcmp(argv[1], "exit"))
        return atoi(argv[2]);
    else if (!strcmp(argv[1], "crash"))
        signal(SIGSEGV, SIG_DFL), raise(SIGSEGV);
    else if (argc > 2) {
        FILE *pipe = fopen(argv[2], "w");
        fprintf(pipe, "%d\n", (int)getpid());
        fclose(pipe);
        pause();
    } else
        pause();
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 1)
        return act(argc, argv);
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (length < 0)
        return 1;
    signal(SIGSEGV, SIG_DFL);
    const struct CMUnitTest claims[] = {
        cmocka_unit_test(the_median_of_an_odd_row_is_its_middle),
        cmocka_unit_test(the_median_of_an_even_row_lies_between_the_middle_two),
        cmocka_unit_test(quartiles_are_those_of_definition_seven),
        cmocka_unit_test(one_outlier_does_not_move_the_median),
        cmocka_unit_test(a_row_of_one_and_of_none_have_statistics_too),
        cmocka_unit_test(right_answers_are_told_from_wrong_ones),
        cmocka_unit_test(what_ran_took_time_and_memory),
        cmocka_unit_test(a_crash_is_counted_and_named_and_not_timed),
        cmocka_unit_test(a_failing_exit_code_fails_when_nothing_else_can_be_wrong),
        cmocka_unit_test(what_does_not_end_is_given_up_and_the_others_go_on),
        cmocka_unit_test(a_program_that_is_not_there_gets_a_note),
        cmocka_unit_test(without_python_the_twin_says_so),
        cmocka_unit_test(progress_reaches_its_end),
        cmocka_unit_test(stopping_in_the_middle_leaves_no_process),
    };
    return cmocka_run_group_tests(claims, NULL, NULL);
}
