/* Claims about the lab on a terminal: how it ends and is suspended, and what it withstands. See terminal_sight.h. */
#include "terminal_sight.h"


static void a_dumb_terminal_is_refused_with_a_reason(void **state)
{
    (void)state;
    struct sight sight;
    struct setting setting = usual;
    setting.term = "dumb";
    open_sight(&sight, setting);
    assert_int_equal(until_ended(&sight), 99);
    assert_non_null(strstr(sight.raw, "cannot place text"));
    close_sight(&sight);
}

static int run_without_a_terminal(void)
{
    dup2(open("/dev/null", O_RDWR), STDIN_FILENO);
    return run_lab();
}

static void without_a_terminal_curses_never_starts(void **state)
{
    (void)state;
    struct sight sight;
    struct setting setting = usual;
    setting.program = run_without_a_terminal;
    open_sight(&sight, setting);
    assert_int_equal(until_ended(&sight), 99);
    assert_non_null(strstr(sight.raw, "not a terminal"));
    assert_null(strstr(sight.raw, "\033["));
    close_sight(&sight);
}

static void a_signal_ends_it_in_order(void **state)
{
    (void)state;
    static const int signals[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT };
    for (size_t k = 0; k < 4; k++) {
        struct sight sight;
        open_sight(&sight, usual);
        until_seen(&sight, "? help  q quit");
        kill(sight.child, signals[k]);
        assert_int_equal(until_ended(&sight), signals[k]);
        assert_int_equal(sight.alternate, 0);
        close_sight(&sight);
    }
}

static void control_c_with_nothing_running_quits(void **state)
{
    (void)state;
    struct sight sight;
    open_sight(&sight, usual);
    until_seen(&sight, "? help  q quit");
    type(&sight, "\003");
    assert_int_equal(until_ended(&sight), SIGINT);
    close_sight(&sight);
}

static void a_terminal_that_goes_away_ends_it(void **state)
{
    (void)state;
    struct sight sight;
    open_sight(&sight, usual);
    until_seen(&sight, "? help  q quit");
    close(sight.master);
    sight.master = -1;
    int status;
    assert_int_equal(waitpid(sight.child, &status, 0), sight.child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), SIGHUP);
    sight.child = 0;
    close_sight(&sight);
}

static void the_mouse_chooses_and_leaves(void **state)
{
    (void)state;
    struct sight sight;
    open_sight(&sight, usual);
    until_seen(&sight, "? help  q quit");
    type(&sight, "\033[<0;9;4M\033[<0;9;4m");
    until_seen(&sight, "╭ 07 Lesson of 2 ──");
    type(&sight, "\033[<65;9;4M");
    until_seen(&sight, "╭ 07 Lesson of 3 ──");
    type(&sight, "\033[<0;76;24M\033[<0;76;24m");
    assert_int_equal(until_ended(&sight), 0);
    close_sight(&sight);
}

static void rubbish_from_the_keyboard_is_harmless(void **state)
{
    (void)state;
    struct sight sight;
    open_sight(&sight, usual);
    until_seen(&sight, "? help  q quit");
    type(&sight, "zZ\001\002\xff\xfe\xc3\033[999~\033[<999;999;999M\033[M   %");
    type(&sight, "\033x\033[1;5A\033OZz");
    until_seen(&sight, "z does nothing here");
    close_sight(&sight);
}

static void a_thousand_random_keys_leave_it_alive(void **state)
{
    (void)state;
    static const char *const keys[] = {
        "j", "k", "g", "G", "?", "T", "\r", "\033[A", "\033[B", "\033[C", "\033[D", "\033[5~", "\033[6~", "\t", "1", "@", ".",
        "\f", "\033[<64;3;3M", "\033[<65;3;3M", "\033[<0;9;4M", "\033[<0;40;24M", "e", "\033OP", "漢",
    };
    struct sight sight;
    open_sight(&sight, usual);
    until_seen(&sight, "? help  q quit");
    unsigned dice = 7;
    for (int k = 0; k < 1000; k++) {
        dice = dice * 1103515245 + 12345;
        type(&sight, keys[(dice >> 16) % (sizeof keys / sizeof keys[0])]);
        pump(&sight, 0);
    }
    type(&sight, "z");
    until_seen(&sight, "z does nothing here");
    type(&sight, "\003");
    assert_int_equal(until_ended(&sight), SIGINT);
    close_sight(&sight);
}

/* A shell with one job: waits until it has stopped, says so, and lets it go on. */
static int run_as_a_job(void)
{
    signal(SIGTTOU, SIG_IGN);
    pid_t job = fork();
    if (job == 0) {
        signal(SIGTTOU, SIG_DFL);
        setpgid(0, 0);
        _exit(run_lab());
    }
    setpgid(job, job);
    tcsetpgrp(STDIN_FILENO, job);
    int status = 0;
    while (waitpid(job, &status, WUNTRACED) == job && WIFSTOPPED(status)) {
        tcsetpgrp(STDIN_FILENO, getpgrp());
        if (write(STDOUT_FILENO, "the job has stopped\n", 20) != 20 || getchar() < 0)
            return 98;
        tcsetpgrp(STDIN_FILENO, job);
        kill(-job, SIGCONT);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 97;
}

/* Valgrind stops no job. */
static void suspended_it_leaves_the_screen_and_comes_back(void **state)
{
    (void)state;
    SKIP_UNDER_VALGRIND();
    struct sight sight;
    struct setting setting = usual;
    setting.program = run_as_a_job;
    open_sight(&sight, setting);
    until_seen(&sight, "? help  q quit");
    for (int k = 0; k < 3; k++) {
        type(&sight, "\032");
        until_seen(&sight, "the job has stopped");
        assert_int_equal(sight.alternate, 0);
        type(&sight, "\n");
        until_seen(&sight, "? help  q quit");
    }
    type(&sight, "q");
    assert_int_equal(until_ended(&sight), 0);
    close_sight(&sight);
}

/* The kernel tells in which call a process sleeps, and with what: poll's third argument is its time-out. */
static bool sleeps_without_a_timer(pid_t child)
{
    char path[64], text[256] = "";
    snprintf(path, sizeof path, "/proc/%d/syscall", (int)child);
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    char *got = fgets(text, sizeof text, file);
    fclose(file);
    unsigned long number = 0, a = 0, b = 0, timeout = 0;
    return got && sscanf(text, "%lu 0x%lx 0x%lx 0x%lx", &number, &a, &b, &timeout) == 4 && number == 7 &&
           (int)timeout == -1;
}

static void with_nothing_moving_no_timer_runs(void **state)
{
    (void)state;
#if !defined(__x86_64__)
    skip();
#endif
    if (access("/proc/self/syscall", R_OK) != 0)
        skip();
    struct sight sight;
    open_sight(&sight, usual);
    until_seen(&sight, "? help  q quit");
    int64_t end = now_ms() + PATIENCE_MS;
    while (!sleeps_without_a_timer(sight.child) && now_ms() < end)
        pump(&sight, 10);
    assert_true(sleeps_without_a_timer(sight.child));
    close_sight(&sight);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dumb_terminal_is_refused_with_a_reason),
        cmocka_unit_test(without_a_terminal_curses_never_starts),
        cmocka_unit_test(a_signal_ends_it_in_order),
        cmocka_unit_test(control_c_with_nothing_running_quits),
        cmocka_unit_test(a_terminal_that_goes_away_ends_it),
        cmocka_unit_test(the_mouse_chooses_and_leaves),
        cmocka_unit_test(rubbish_from_the_keyboard_is_harmless),
        cmocka_unit_test(a_thousand_random_keys_leave_it_alive),
        cmocka_unit_test(suspended_it_leaves_the_screen_and_comes_back),
        cmocka_unit_test(with_nothing_moving_no_timer_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
