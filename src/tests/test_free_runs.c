/* Claims about runs at full speed: programs of a few lines, built and run. What differs is told apart, what hangs is ended. */
#include "tests/claims.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "session/free_runs.h"

static char path[] = "/tmp/threadlab-free-XXXXXX.c";
static const char *const files[] = { path, NULL };

static int make_path(void **state)
{
    (void)state;
    int fd = mkstemps(path, 2);
    return fd < 0 ? -1 : close(fd);
}

static int remove_path(void **state)
{
    (void)state;
    return unlink(path);
}

static struct free_runs *begin(const char *text, unsigned count, double patience)
{
    struct err err = { "" };
    FILE *file = fopen(path, "w");
    fputs(text, file);
    fclose(file);
    struct free_plan plan = { .sources = files, .runs = count, .patience = patience };
    struct free_runs *runs = free_runs_start(&plan, &err);
    if (!runs)
        fail_msg("%s", err.text);
    return runs;
}

static void go_on(struct free_runs *runs)
{
    struct pollfd ready = { .fd = free_runs_fd(runs), .events = POLLIN };
    poll(&ready, 1, free_runs_wait(runs));
    free_runs_poll(runs);
}

static void finish(struct free_runs *runs)
{
    while (free_runs_state(runs) <= FREE_RUNS)
        go_on(runs);
}

static void runs_that_end_alike_are_counted_together(void **state)
{
    (void)state;
    const struct free_result *results;
    unsigned of;
    struct free_runs *runs = begin("#include <stdio.h>\nint main(void) { puts(\"four\"); return 3; }\n", 20, 0);
    finish(runs);
    assert_int_equal(free_runs_state(runs), FREE_DONE);
    assert_int_equal(free_runs_count(runs, &of), 20);
    assert_int_equal(of, 20);
    assert_int_equal(free_runs_results(runs, &results), 1);
    assert_int_equal(results[0].end, FREE_EXITED);
    assert_int_equal(results[0].code, 3);
    assert_string_equal(results[0].printed, "four\n");
    assert_int_equal(results[0].times, 20);
    free_runs_close(runs);
}

static void different_results_are_told_apart(void **state)
{
    (void)state;
    const struct free_result *results;
    struct free_runs *runs = begin("#include <stdio.h>\n#include <unistd.h>\nint main(void) { printf(\"%d\\n\", getpid()); return 0; }\n", 5, 0);
    finish(runs);
    assert_int_equal(free_runs_results(runs, &results), 5);
    free_runs_close(runs);
}

static void a_crash_is_a_result(void **state)
{
    (void)state;
    const struct free_result *results;
    struct free_runs *runs = begin("#include <stdlib.h>\nint main(void) { abort(); }\n", 3, 0);
    finish(runs);
    assert_int_equal(free_runs_results(runs, &results), 1);
    assert_int_equal(results[0].end, FREE_SIGNALLED);
    assert_int_equal(results[0].code, SIGABRT);
    assert_int_equal(results[0].times, 3);
    free_runs_close(runs);
}

static void what_hangs_is_ended_and_not_tried_for_ever(void **state)
{
    (void)state;
    unsigned of;
    struct free_runs *runs = begin("#include <unistd.h>\nint main(void) { for (;;) pause(); }\n", 1000, 0.05);
    finish(runs);
    assert_int_equal(free_runs_state(runs), FREE_DONE);
    assert_int_equal(free_runs_hung(runs), FREE_HUNG_MOST);
    assert_int_equal(free_runs_count(runs, &of), FREE_HUNG_MOST);
    free_runs_close(runs);
}

static void stopping_keeps_what_there_is(void **state)
{
    (void)state;
    unsigned of;
    struct free_runs *runs = begin("int main(void) { return 0; }\n", 100000, 0);
    while (free_runs_state(runs) <= FREE_RUNS && free_runs_count(runs, &of) < 3)
        go_on(runs);
    free_runs_stop(runs);
    assert_int_equal(free_runs_state(runs), FREE_DONE);
    assert_true(free_runs_count(runs, &of) >= 3);
    assert_false(free_runs_poll(runs));
    free_runs_close(runs);
}

static void what_does_not_compile_says_so(void **state)
{
    (void)state;
    struct free_runs *runs = begin("int main(void) { return zero; }\n", 5, 0);
    finish(runs);
    assert_int_equal(free_runs_state(runs), FREE_FAILED);
    assert_true(free_runs_error(runs)[0] != '\0');
    free_runs_close(runs);
    free_runs_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_that_end_alike_are_counted_together),
        cmocka_unit_test(different_results_are_told_apart),
        cmocka_unit_test(a_crash_is_a_result),
        cmocka_unit_test(what_hangs_is_ended_and_not_tried_for_ever),
        cmocka_unit_test(stopping_keeps_what_there_is),
        cmocka_unit_test(what_does_not_compile_says_so),
    };
    return cmocka_run_group_tests(tests, make_path, remove_path);
}
