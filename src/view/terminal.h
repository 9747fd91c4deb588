/* terminal.h — the learner's terminal: takes a pane of cells onto the screen, gives presses back. The only file that
 * knows curses stands behind it.
 *
 * Order:   terminal_open; then terminal_show and terminal_read as often as wanted; terminal_close.
 * Waiting: terminal_fds are readable when terminal_read may have something; nothing else wakes it.
 * Threads: the main thread; one terminal in a process. It owns SIGWINCH, SIGTSTP, SIGINT, SIGTERM, SIGHUP while open.
 * Errors:  NULL and a sentence when standard input or output is no terminal, or TERM is one it cannot draw on. */
#ifndef VIEW_TERMINAL_H
#define VIEW_TERMINAL_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "view/keys.h"
#include "view/pane.h"
#include "view/theme.h"

struct terminal_plan {
    const struct theme *theme;
    bool ascii;             /* even where the locale could do more */
    bool mouse;
    int colours;            /* −1: as many as the terminal has, none under NO_COLOR; 0: none; 1: some, whatever NO_COLOR says */
    const char *term;       /* instead of $TERM; NULL */
};

struct terminal;

struct terminal *terminal_open(const struct terminal_plan *plan, struct err *err);
void terminal_close(struct terminal *terminal);             /* gives the screen back as it was; NULL does nothing */

void terminal_size(const struct terminal *terminal, int *rows, int *columns);
bool terminal_ascii(const struct terminal *terminal);       /* panes for it must be drawn in ASCII */

/* Puts a pane of the terminal's size on the screen; only what differs from the last one is sent. */
void terminal_show(struct terminal *terminal, const struct pane *pane);
void terminal_redraw(struct terminal *terminal);            /* the next show sends everything */
void terminal_cursor(struct terminal *terminal, int row, int column);   /* where one types; row −1 hides it */
void terminal_copy(struct terminal *terminal, const char *text);        /* into the clipboard, where the terminal lets us */
void terminal_mouse(struct terminal *terminal, bool on);

/* Lends the terminal to another program, in the state the shell has left it in; terminal_resume takes it back. */
void terminal_suspend(struct terminal *terminal);
void terminal_resume(struct terminal *terminal);

enum { TERMINAL_FDS = 2 };
int terminal_fds(const struct terminal *terminal, struct pollfd *fds);

/* The next press, PRESS_NONE when there is none now. Mouse presses fill row and column. PRESS_RESIZE: ask for the size
 * and draw anew. Never blocks. */
int terminal_read(struct terminal *terminal, int *row, int *column);
int terminal_ended(const struct terminal *terminal);        /* the signal that asks us to end; 0: none */

#endif
