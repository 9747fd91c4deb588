/* app.h — the lab on a terminal: a stack of rooms and one loop that sleeps until a key, a demo or a timer wakes it.
 * Threads: one, the program's main thread. Memory: borrows what the options point to until it returns.
 * Errors: −1 and a sentence when this terminal cannot carry it (no tty, TERM unknown or dumb): offer --plain then. */
#ifndef VIEW_APP_H
#define VIEW_APP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "lesson/lesson.h"
#include "lesson/progress.h"

enum app_colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

struct app_options {
    const struct catalogue *catalogue;
    struct progress *progress;          /* NULL: nothing is remembered */
    const struct lesson *lesson;        /* what to open; NULL: the catalogue, at where the learner left off */
    const struct demo *demo;            /* of that lesson, or with no lesson a program of the learner's own; NULL: its first */
    uint64_t seed;                      /* 0: the demo's own */
    const char *schedule;               /* NULL: none */
    bool live;
    bool ascii;                         /* even where the locale could do more */
    bool mouse;                         /* clicks and the wheel */
    enum app_colour colour;             /* AUTO: as NO_COLOR and the terminal say */
    const char *theme;                  /* "default", "light", "contrast", "mono"; NULL: default */
    const char *term;                   /* instead of $TERM; NULL */
};

/* 0: the learner left; a signal's number: that signal asked the lab to end (give 128 + it back); −1: *err. */
int app_run(const struct app_options *options, struct err *err);

#endif
