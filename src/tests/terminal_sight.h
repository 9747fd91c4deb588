/* terminal_sight.h — what the two tests of the lab on a terminal share: it runs behind a pty, and a terminal emulator (libvterm)
 * shows what a learner would see. Nothing here waits for a time: each claim waits for what must come, and fails when it has not
 * come after PATIENCE. */
#ifndef TESTS_TERMINAL_SIGHT_H
#define TESTS_TERMINAL_SIGHT_H

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

static inline int set_property(VTermProp property, VTermValue *value, void *user)
{
    struct sight *sight = user;
    if (property == VTERM_PROP_ALTSCREEN)
        sight->alternate = value->boolean;
    if (property == VTERM_PROP_CURSORVISIBLE)
        sight->cursor = value->boolean;
    return 1;
}

static const VTermScreenCallbacks callbacks = { .settermprop = set_property };

static inline int run_lab(void)
{
    struct app_options options = { .mouse = true };
    struct err err = { "" };
    int ended = app_run(&options, &err);
    if (ended < 0)
        puts(err.text), fflush(stdout);
    return ended < 0 ? 99 : ended;
}

struct setting { const char *term, *locale, *no_color; int rows, columns; int (*program)(void); };

static inline void open_sight(struct sight *sight, struct setting setting)
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

static inline int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Feeds the emulator what has come. False: the lab has hung up. */
static inline bool pump(struct sight *sight, int wait_ms)
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

static inline char *seen(const struct sight *sight)
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

static inline void until_seen(struct sight *sight, const char *what)
{
    int64_t end = now_ms() + PATIENCE_MS;
    while (!strstr(seen(sight), what)) {
        if (!pump(sight, 50) || now_ms() > end)
            fail_msg("`%s` never came:\n%s", what, seen(sight));
    }
}

static inline void type(struct sight *sight, const char *keys)
{
    assert_int_equal(write(sight->master, keys, strlen(keys)), (ssize_t)strlen(keys));
}

static inline int until_ended(struct sight *sight)
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

static inline void close_sight(struct sight *sight)
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
static inline int colours_sent(const struct sight *sight)
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

#endif
