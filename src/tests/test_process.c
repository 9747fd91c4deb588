/* test_process.c — claims about started programs: what they say, how they end, and that nothing of them is left. */
#include "tests/claims.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/process.h"

static struct process_report run(const char *const *argv, char *output, size_t room)
{
    struct process_plan plan = { .argv = argv };
    struct process_report report;
    struct err err;
    assert_true(process_run(&plan, 60, &report, output, room, &err));
    return report;
}

static void a_program_ends_with_its_code_and_its_words(void **state)
{
    (void)state;
    char output[100];
    const char *argv[] = { "sh", "-c", "echo out; echo err >&2; exit 7", NULL };
    struct process_report report = run(argv, output, sizeof output);
    assert_int_equal(report.end, PROCESS_EXITED);
    assert_int_equal(report.code, 7);
    assert_string_equal(output, "out\nerr\n");
}

static void a_signal_is_told(void **state)
{
    (void)state;
    const char *argv[] = { "sh", "-c", "kill -SEGV $$", NULL };
    struct process_report report = run(argv, NULL, 0);
    assert_int_equal(report.end, PROCESS_SIGNALLED);
    assert_int_equal(report.code, SIGSEGV);
}

static void a_program_that_is_not_there_is_a_sentence(void **state)
{
    (void)state;
    const char *argv[] = { "/nowhere/program", NULL };
    struct process_plan plan = { .argv = argv };
    struct process_report report;
    struct err err;
    assert_false(process_run(&plan, 60, &report, NULL, 0, &err));
    assert_non_null(strstr(err.text, "/nowhere/program"));
}

static void a_flood_is_bounded(void **state)
{
    (void)state;
    const char *argv[] = { "sh", "-c", "i=0; while [ $i -lt 20000 ]; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; i=$((i+1)); done; echo last",
                           NULL };
    struct process_plan plan = { .argv = argv };
    struct process_report report = { .end = PROCESS_RUNS };
    struct err err;
    size_t length;
    uint64_t dropped;
    struct process *process = process_start(&plan, &err);
    assert_non_null(process);
    while (report.end == PROCESS_RUNS) {
        struct pollfd ready = { .fd = process_fd(process), .events = POLLIN };
        poll(&ready, 1, -1);
        process_poll(process, &report);
    }
    const char *output = process_output(process, &length, &dropped);
    while (!strstr(output + (length > 20 ? length - 20 : 0), "last"))
        output = process_output(process, &length, &dropped);
    assert_true(length <= PROCESS_OUTPUT);
    assert_true(dropped > 0);
    process_destroy(process);
}

/* Its children hold the writing end of a pipe: when all are gone, the reading end sees the end of the file. */
static void destroying_takes_all_it_has_started(void **state)
{
    (void)state;
    int pipe_ends[2];
    char byte;
    const char *argv[] = { "sh", "-c", "(setsid sleep 1000 & sleep 1000 & sleep 1000) & sleep 1000", NULL };
    struct err err;
    assert_int_equal(pipe(pipe_ends), 0);
    struct process_plan plan = { .argv = argv, .pass = { pipe_ends[1] } };
    struct process *process = process_start(&plan, &err);
    assert_non_null(process);
    struct process_report report;
    while (process_pid(process) == 0) {
        struct pollfd ready = { .fd = process_fd(process), .events = POLLIN };
        poll(&ready, 1, -1);
        process_poll(process, &report);
    }
    close(pipe_ends[1]);
    process_destroy(process);
    assert_int_equal(read(pipe_ends[0], &byte, 1), 0);
    close(pipe_ends[0]);
}

static void when_the_lab_is_killed_so_is_all_it_has_started(void **state)
{
    (void)state;
    int pipe_ends[2];
    char byte;
    assert_int_equal(pipe(pipe_ends), 0);
    pid_t lab = fork();
    if (lab == 0) {
        const char *argv[] = { "sh", "-c", "sleep 1000 & sleep 1000", NULL };
        struct process_plan plan = { .argv = argv, .pass = { pipe_ends[1] } };
        struct process_report report = { .end = PROCESS_RUNS };
        struct process *process = process_start(&plan, NULL);
        while (process && process_pid(process) == 0) {
            struct pollfd ready = { .fd = process_fd(process), .events = POLLIN };
            poll(&ready, 1, -1);
            process_poll(process, &report);
        }
        raise(SIGKILL);
    }
    close(pipe_ends[1]);
    assert_int_equal(waitpid(lab, NULL, 0), lab);
    assert_int_equal(read(pipe_ends[0], &byte, 1), 0);
    close(pipe_ends[0]);
}

static void when_the_keeper_is_killed_so_is_all_it_has_started(void **state)
{
    (void)state;
    int pipe_ends[2];
    char byte;
    const char *argv[] = { "sh", "-c", "(setsid sleep 1000 & sleep 1000 & sleep 1000) & echo begun; sleep 1000", NULL };
    struct process_report report = { .end = PROCESS_RUNS };
    assert_int_equal(pipe(pipe_ends), 0);
    struct process_plan plan = { .argv = argv, .pass = { pipe_ends[1] } };
    struct process *process = process_start(&plan, NULL);
    assert_non_null(process);
    close(pipe_ends[1]);
    while (process_pid(process) == 0 || !strstr(process_output(process, NULL, NULL), "begun")) {
        struct pollfd ready = { .fd = process_fd(process), .events = POLLIN };
        poll(&ready, 1, -1);
        process_poll(process, &report);
    }
    pid_t keeper = getsid(process_pid(process));        /* it leads their session, which is not ours */
    assert_true(keeper > 0 && keeper != getsid(0));
    assert_int_equal(kill(keeper, SIGKILL), 0);
    while (report.end == PROCESS_RUNS) {
        struct pollfd ready = { .fd = process_fd(process), .events = POLLIN };
        poll(&ready, 1, -1);
        process_poll(process, &report);
    }
    assert_int_equal(report.end, PROCESS_SIGNALLED);
    assert_int_equal(read(pipe_ends[0], &byte, 1), 0);
    close(pipe_ends[0]);
    process_destroy(process);
}

static void stopping_is_asked_for_first(void **state)
{
    (void)state;
    const char *argv[] = { "sh", "-c", "trap 'exit 5' TERM; while :; do sleep 0.01; done", NULL };
    struct process_plan plan = { .argv = argv };
    struct process_report report = { .end = PROCESS_RUNS };
    struct process *process = process_start(&plan, NULL);
    assert_non_null(process);
    bool asked = false;
    while (report.end == PROCESS_RUNS) {
        struct pollfd ready = { .fd = process_fd(process), .events = POLLIN };
        poll(&ready, 1, 20);
        process_poll(process, &report);
        if (process_pid(process) && !asked) {
            asked = true;
            process_stop(process);
        }
    }
    assert_true((report.end == PROCESS_EXITED && report.code == 5) || report.end == PROCESS_SIGNALLED);
    process_destroy(process);
    process_destroy(NULL);
}

static void too_much_memory_ends_it(void **state)
{
    (void)state;
    const char *argv[] = { "sh", "-c", "x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done", NULL };
    struct process_plan plan = { .argv = argv, .memory_limit = 64 << 20 };
    struct process_report report;
    struct err err;
    assert_true(process_run(&plan, 60, &report, NULL, 0, &err));
    assert_int_equal(report.end, PROCESS_OVER_MEMORY);
}

/* Each orphan that ends wakes the keeper up, more often than it wants to look by itself. */
#define ORPHANS_END "trap '' TERM; (while :; do (: &); sleep 0.01; done) & "

static void too_much_memory_ends_it_while_orphans_end(void **state)
{
    (void)state;
    const char *argv[] = {
        "sh", "-c", ORPHANS_END "x=aaaaaaaaaaaaaaaa; while [ ${#x} -lt 100000000 ]; do x=$x$x; done; sleep 4", NULL,
    };
    struct process_plan plan = { .argv = argv, .memory_limit = 64 << 20 };
    struct process_report report;
    struct err err;
    assert_true(process_run(&plan, 60, &report, NULL, 0, &err));
    assert_int_equal(report.end, PROCESS_OVER_MEMORY);
}

static void what_does_not_stop_is_killed_while_orphans_end(void **state)
{
    (void)state;
    const char *argv[] = { "sh", "-c", ORPHANS_END "echo begun; sleep 8", NULL };
    struct process_plan plan = { .argv = argv };
    struct process_report report = { .end = PROCESS_RUNS };
    struct process *process = process_start(&plan, NULL);
    assert_non_null(process);
    bool asked = false;
    while (report.end == PROCESS_RUNS) {
        struct pollfd ready = { .fd = process_fd(process), .events = POLLIN };
        poll(&ready, 1, 20);
        process_poll(process, &report);
        if (!asked && strstr(process_output(process, NULL, NULL), "begun")) {
            asked = true;
            process_stop(process);
        }
    }
    assert_int_equal(report.end, PROCESS_SIGNALLED);
    process_destroy(process);
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test(a_program_ends_with_its_code_and_its_words),
        cmocka_unit_test(a_signal_is_told),
        cmocka_unit_test(a_program_that_is_not_there_is_a_sentence),
        cmocka_unit_test(a_flood_is_bounded),
        cmocka_unit_test(destroying_takes_all_it_has_started),
        cmocka_unit_test(when_the_lab_is_killed_so_is_all_it_has_started),
        cmocka_unit_test(when_the_keeper_is_killed_so_is_all_it_has_started),
        cmocka_unit_test(stopping_is_asked_for_first),
        cmocka_unit_test(too_much_memory_ends_it),
        cmocka_unit_test(too_much_memory_ends_it_while_orphans_end),
        cmocka_unit_test(what_does_not_stop_is_killed_while_orphans_end),
    };
    return cmocka_run_group_tests(claims, NULL, NULL);
}
