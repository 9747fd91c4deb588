/* Claims about the lab on a terminal: it runs behind a pty, a terminal emulator (libvterm) shows what a learner would see.
 * Nothing here waits for a time: each claim waits for what must come, and fails when it has not come after PATIENCE. */
#include "tests/claims.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "view/app.h"
#include "view/rooms/rooms.h"
#include "view/terminal.h"

enum { PATIENCE_MS = 20000, RAW = 1 << 20 };

/* Stand-ins: a catalogue of thirty lessons and a progress that has begun. */
static struct lesson lessons[30];
static const struct lesson *all[30];
static char names[30][32];

size_t catalogue_lessons(const struct catalogue *catalogue, const struct lesson *const **out)
{
    (void)catalogue;
    for (size_t k = 0; k < 30; k++) {
        snprintf(names[k], sizeof names[k], "Lesson of %zu", k + 1);
        lessons[k] = (struct lesson){ .id = names[k], .number = "07", .title = names[k], .summary = "Größe — 漢字" };
        all[k] = &lessons[k];
    }
    *out = all;
    return 30;
}

bool progress_has(const struct progress *progress, const char *verb, const char *subject)
{
    (void)progress, (void)verb, (void)subject;
    return false;
}

const char *progress_last(const struct progress *progress)
{
    (void)progress;
    return "nothing that is here";
}

struct room *demo_room_make(const struct demo_plan *plan, struct err *err)
{
    (void)plan;
    err_set(err, "no programs in this test");
    return NULL;
}

/* One lab behind one pty. */
struct sight {
    int master, alternate, cursor;
    pid_t child;
    int status;
    VTerm *vterm;
    VTermScreen *screen;
    char *raw;
    size_t length;
};

static int set_property(VTermProp property, VTermValue *value, void *user)
{
    struct sight *sight = user;
    if (property == VTERM_PROP_ALTSCREEN)
        sight->alternate = value->boolean;
    if (property == VTERM_PROP_CURSORVISIBLE)
        sight->cursor = value->boolean;
    return 1;
}

static const VTermScreenCallbacks callbacks = { .settermprop = set_property };

static int run_lab(void)
{
    struct app_options options = { .mouse = true };
    struct err err = { "" };
    int ended = app_run(&options, &err);
    if (ended < 0)
        puts(err.text), fflush(stdout);
    return ended < 0 ? 99 : ended;
}

struct setting { const char *term, *locale, *no_color; int rows, columns; int (*program)(void); };

static void open_sight(struct sight *sight, struct setting setting)
{
    struct winsize size = { .ws_row = (unsigned short)setting.rows, .ws_col = (unsigned short)setting.columns };
    *sight = (struct sight){ .cursor = 1 };
    sight->raw = calloc(1, RAW);
    sight->vterm = vterm_new(setting.rows, setting.columns);
    vterm_set_utf8(sight->vterm, 1);
    sight->screen = vterm_obtain_screen(sight->vterm);
    vterm_screen_enable_altscreen(sight->screen, 1);
    vterm_screen_set_callbacks(sight->screen, &callbacks, sight);
    vterm_screen_reset(sight->screen, 1);
    sight->child = forkpty(&sight->master, NULL, NULL, &size);
    assert_true(sight->child >= 0);
    if (sight->child == 0) {
        setenv("TERM", setting.term, 1);
        setenv("LC_ALL", setting.locale, 1);
        if (setting.no_color)
            setenv("NO_COLOR", setting.no_color, 1);
        else
            unsetenv("NO_COLOR");
        _exit(setting.program ? setting.program() : run_lab());
    }
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Feeds the emulator what has come. False: the lab has hung up. */
static bool pump(struct sight *sight, int wait_ms)
{
    struct pollfd fd = { .fd = sight->master, .events = POLLIN };
    if (poll(&fd, 1, wait_ms) <= 0)
        return true;
    char bytes[4096];
    ssize_t got = read(sight->master, bytes, sizeof bytes);
    if (got <= 0)
        return false;
    vterm_input_write(sight->vterm, bytes, (size_t)got);
    if (sight->length + (size_t)got < RAW) {
        memcpy(sight->raw + sight->length, bytes, (size_t)got);
        sight->length += (size_t)got;
    }
    return true;
}

static char *seen(const struct sight *sight)
{
    static char text[200000];
    char *at = text;
    int rows, columns;
    vterm_get_size(sight->vterm, &rows, &columns);
    for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
            VTermRect cell = { row, row + 1, column, column + 1 };
            char one[32];
            size_t length = vterm_screen_get_text(sight->screen, one, sizeof one, cell);
            memcpy(at, length ? one : " ", length ? length : 1);
            at += length ? length : 1;
            VTermScreenCell wide;
            if (vterm_screen_get_cell(sight->screen, (VTermPos){ row, column }, &wide) && wide.width == 2)
                column++;
        }
        *at++ = '\n';
    }
    *at = 0;
    return text;
}

static void until_seen(struct sight *sight, const char *what)
{
    int64_t end = now_ms() + PATIENCE_MS;
    while (!strstr(seen(sight), what)) {
        if (!pump(sight, 50) || now_ms() > end)
            fail_msg("`%s` never came:\n%s", what, seen(sight));
    }
}

static void type(struct sight *sight, const char *keys)
{
    assert_int_equal(write(sight->master, keys, strlen(keys)), (ssize_t)strlen(keys));
}

static int until_ended(struct sight *sight)
{
    int64_t end = now_ms() + PATIENCE_MS;
    int status = 0;
    while (waitpid(sight->child, &status, WNOHANG) == 0) {
        if (now_ms() > end)
            fail_msg("the lab did not end:\n%s", seen(sight));
        pump(sight, 20);
    }
    while (pump(sight, 0)) {
        struct pollfd fd = { .fd = sight->master, .events = POLLIN };
        if (poll(&fd, 1, 0) <= 0)
            break;
    }
    sight->child = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void close_sight(struct sight *sight)
{
    if (sight->child > 0) {
        kill(sight->child, SIGKILL);
        waitpid(sight->child, NULL, 0);
    }
    if (sight->master >= 0)
        close(sight->master);
    vterm_free(sight->vterm);
    free(sight->raw);
}

static const struct setting usual = { "xterm-256color", "C.UTF-8", NULL, 24, 80, NULL };

/* Counts the colour-setting codes (30–49, 90–107) among what was sent. */
static int colours_sent(const struct sight *sight)
{
    int count = 0;
    for (size_t k = 0; k + 1 < sight->length; k++) {
        if (sight->raw[k] != '\033' || sight->raw[k + 1] != '[')
            continue;
        size_t end = k + 2;
        while (end < sight->length && strchr("0123456789;:", sight->raw[end]))
            end++;
        if (sight->raw[end] != 'm')
            continue;
        for (size_t at = k + 2; at < end;) {
            int number = atoi(sight->raw + at);
            count += (number >= 30 && number < 39) || (number >= 40 && number < 49) || (number >= 90 && number < 108);
            while (at < end && sight->raw[at] != ';')
                at++;
            at++;
        }
    }
    return count;
}

static void the_first_frame_appears(void **state)
{
    (void)state;
    struct sight sight;
    open_sight(&sight, usual);
    until_seen(&sight, "? help  q quit");
    assert_non_null(strstr(seen(&sight), " Thread Lab  › catalogue"));
    assert_non_null(strstr(seen(&sight), "╭ Lessons ────"));
    assert_non_null(strstr(seen(&sight), "Größe — 漢字"));
    assert_int_equal(sight.alternate, 1);
    assert_int_equal(sight.cursor, 0);
    close_sight(&sight);
}

static void a_key_sends_only_what_changes(void **state)
{
    (void)state;
    struct sight sight;
    open_sight(&sight, usual);
    until_seen(&sight, "? help  q quit");
    size_t before = sight.length;
    type(&sight, "j");
    until_seen(&sight, "╭ 07 Lesson of 2 ──");
    assert_true(sight.length - before < before / 2);
    close_sight(&sight);
}

static void leaving_gives_the_terminal_back(void **state)
{
    (void)state;
    struct sight sight;
    open_sight(&sight, usual);
    until_seen(&sight, "? help  q quit");
    type(&sight, "q");
    assert_int_equal(until_ended(&sight), 0);
    assert_int_equal(sight.alternate, 0);
    assert_int_equal(sight.cursor, 1);
    close_sight(&sight);
}

static void escape_leads_back_at_once(void **state)
{
    (void)state;
    struct sight sight;
    open_sight(&sight, usual);
    until_seen(&sight, "? help  q quit");
    type(&sight, "?");
    until_seen(&sight, "Keys here (catalogue)");
    type(&sight, "\033");
    until_seen(&sight, "› catalogue");
    type(&sight, "\033");
    until_seen(&sight, "This is the first screen");
    close_sight(&sight);
}

static void resizing_draws_anew(void **state)
{
    (void)state;
    struct sight sight;
    open_sight(&sight, usual);
    until_seen(&sight, "? help  q quit");
    static const struct winsize sizes[] = { { 40, 120, 0, 0 }, { 12, 40, 0, 0 }, { 60, 200, 0, 0 }, { 24, 80, 0, 0 } };
    static const char *const marks[] = { "╮╭ 07 Lesson of 1 ──", "needs a window of", "╮╭ 07 Lesson of 1 ──", "╭ Lessons ──" };
    for (size_t k = 0; k < 4; k++) {
        vterm_set_size(sight.vterm, sizes[k].ws_row, sizes[k].ws_col);
        assert_int_equal(ioctl(sight.master, TIOCSWINSZ, &sizes[k]), 0);
        until_seen(&sight, marks[k]);
        if (k != 1)
            until_seen(&sight, "? help  q quit");
    }
    close_sight(&sight);
}

static void a_storm_of_sizes_ends_with_the_right_one(void **state)
{
    (void)state;
    struct sight sight;
    open_sight(&sight, usual);
    until_seen(&sight, "? help  q quit");
    for (int k = 0; k < 300; k++) {
        struct winsize size = { (unsigned short)(1 + k * 7 % 50), (unsigned short)(1 + k * 13 % 150), 0, 0 };
        ioctl(sight.master, TIOCSWINSZ, &size);
        pump(&sight, 0);
    }
    struct winsize last = { 30, 110, 0, 0 };
    vterm_set_size(sight.vterm, 30, 110);
    ioctl(sight.master, TIOCSWINSZ, &last);
    type(&sight, "\f");
    until_seen(&sight, "╮╭ 07 Lesson of 1 ──");
    type(&sight, "\f");
    until_seen(&sight, "? help  q quit");
    close_sight(&sight);
}

static void no_color_sends_no_colour(void **state)
{
    (void)state;
    struct sight sight;
    struct setting setting = usual;
    setting.no_color = "1";
    open_sight(&sight, setting);
    until_seen(&sight, "? help  q quit");
    type(&sight, "j?");
    until_seen(&sight, "Keys here");
    assert_int_equal(colours_sent(&sight), 0);
    close_sight(&sight);
    open_sight(&sight, usual);
    until_seen(&sight, "? help  q quit");
    assert_true(colours_sent(&sight) > 0);
    close_sight(&sight);
}

static void a_plain_locale_gets_plain_characters(void **state)
{
    (void)state;
    struct sight sight;
    struct setting setting = usual;
    setting.locale = "C";
    open_sight(&sight, setting);
    until_seen(&sight, "? help  q quit");
    assert_non_null(strstr(seen(&sight), "+ Lessons ---"));
    for (size_t k = 0; k < sight.length; k++)
        assert_true((unsigned char)sight.raw[k] < 128);
    close_sight(&sight);
}

static void old_terminals_are_served(void **state)
{
    (void)state;
    static const char *const names_of[] = { "vt100", "linux", "screen", "xterm", "a-terminal-of-tomorrow" };
    for (size_t k = 0; k < sizeof names_of / sizeof names_of[0]; k++) {
        struct sight sight;
        struct setting setting = usual;
        setting.term = names_of[k];
        open_sight(&sight, setting);
        until_seen(&sight, "? help  q quit");
        type(&sight, "q");
        assert_int_equal(until_ended(&sight), 0);
        close_sight(&sight);
    }
}

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

static void suspended_it_leaves_the_screen_and_comes_back(void **state)
{
    (void)state;
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
        cmocka_unit_test(the_first_frame_appears),
        cmocka_unit_test(a_key_sends_only_what_changes),
        cmocka_unit_test(leaving_gives_the_terminal_back),
        cmocka_unit_test(escape_leads_back_at_once),
        cmocka_unit_test(resizing_draws_anew),
        cmocka_unit_test(a_storm_of_sizes_ends_with_the_right_one),
        cmocka_unit_test(no_color_sends_no_colour),
        cmocka_unit_test(a_plain_locale_gets_plain_characters),
        cmocka_unit_test(old_terminals_are_served),
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
