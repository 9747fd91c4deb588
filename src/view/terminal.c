/* terminal.c — the learner's terminal; see terminal.h. The only file that includes curses.
 *
 * Signals only write their number into a pipe: the loop that sleeps on it does the rest, so nothing is drawn from a
 * handler and no wake-up is lost between looking and sleeping. */
#include "view/terminal.h"

#include <assert.h>
#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

/* <term.h> has macros named like ordinary words. */
#undef lines
#undef columns

static const int caught[] = { SIGWINCH, SIGCONT, SIGINT, SIGQUIT, SIGTERM, SIGHUP };
enum { CAUGHT = sizeof caught / sizeof caught[0], CTRL_Z = 26, DROPPED = -1 };

struct terminal {
    SCREEN *screen;
    struct pane *shown;             /* what stands on the screen; NULL: nothing that can be relied on */
    bool ascii, mouse;
    int colours;
    int cursor_row, cursor_column;
    attr_t attributes[LOOKS];
    short pairs[LOOKS];
    int pipe[2];
    int ended;
    struct sigaction before[CAUGHT];
};

static int signal_pipe = -1;

static void note_signal(int number)
{
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    ssize_t written = write(signal_pipe, &byte, 1);
    (void)written;                  /* a full pipe holds enough to wake us */
    errno = saved;
}

static bool catch_signals(struct terminal *terminal, struct err *err)
{
    if (pipe2(terminal->pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return err_set_errno(err, "no pipe for signals");
    signal_pipe = terminal->pipe[1];
    for (int k = 0; k < CAUGHT; k++) {
        struct sigaction action = { .sa_handler = note_signal, .sa_flags = SA_RESTART };
        sigfillset(&action.sa_mask);
        sigaction(caught[k], &action, &terminal->before[k]);
    }
    return true;
}

static void leave_signals(struct terminal *terminal)
{
    for (int k = 0; k < CAUGHT; k++)
        sigaction(caught[k], &terminal->before[k], NULL);
    signal_pipe = -1;
    close(terminal->pipe[0]);
    close(terminal->pipe[1]);
}

/* Names the terminal's description, or says why nothing can be drawn on it. A name this machine has never heard of
 * is most likely a newer emulator, and those all understand what xterm does. */
static const char *usable_term(const char *wanted, struct err *err)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        err_set(err, "standard input and output are not a terminal");
        return NULL;
    }
    const char *name = wanted ? wanted : getenv("TERM");
    if (!name || !*name || strcmp(name, "dumb") == 0) {
        err_set(err, "TERM is %s: that terminal cannot place text", name && *name ? name : "not set");
        return NULL;
    }
    int why = 0;
    if (setupterm(name, STDOUT_FILENO, &why) == ERR) {
        name = "xterm-256color";
        if (setupterm(name, STDOUT_FILENO, &why) == ERR) {
            err_set(err, "this machine has no description of the terminal (TERM)");
            return NULL;
        }
    }
    const char *move = tigetstr("cup");
    bool can = move && move != (char *)-1;
    del_curterm(cur_term);
    if (!can) {
        err_set(err, "TERM is %s: that terminal cannot place text", name);
        return NULL;
    }
    return name;
}

static int wanted_colours(int plan)
{
    const char *no_color = getenv("NO_COLOR");
    if (plan == 0 || (plan < 0 && no_color && *no_color))
        return 0;
    if (!has_colors() || start_color() == ERR)
        return 0;
    use_default_colors();
    return COLORS >= 256 ? 256 : COLORS >= 8 ? 8 : 0;
}

static void mix_paints(struct terminal *terminal, const struct theme *theme)
{
    static const struct { unsigned bit; attr_t attribute; } map[] = {
        { THEME_BOLD, A_BOLD }, { THEME_DIM, A_DIM }, { THEME_UNDERLINE, A_UNDERLINE }, { THEME_REVERSE, A_REVERSE },
        { THEME_ITALIC, A_ITALIC },
    };
    for (int look = 0; look < LOOKS; look++) {
        struct paint paint = theme_paint(theme, look, terminal->colours);
        terminal->attributes[look] = A_NORMAL;
        for (size_t k = 0; k < sizeof map / sizeof map[0]; k++)
            if (paint.attributes & map[k].bit)
                terminal->attributes[look] |= map[k].attribute;
        terminal->pairs[look] = 0;
        if (paint.colour >= 0 && init_pair((short)(look + 1), paint.colour, -1) == OK)
            terminal->pairs[look] = (short)(look + 1);
    }
}

void terminal_mouse(struct terminal *terminal, bool on)
{
    terminal->mouse = on;
    mousemask(on ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
    mouseinterval(0);
}

static void set_modes(struct terminal *terminal)
{
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    curs_set(0);
    terminal_mouse(terminal, terminal->mouse);
}

struct terminal *terminal_open(const struct terminal_plan *plan, struct err *err)
{
    assert(signal_pipe == -1);
    const char *name = usable_term(plan->term, err);
    if (!name)
        return NULL;
    struct terminal *terminal = calloc(1, sizeof *terminal);
    if (!terminal) {
        err_set(err, "no memory for the screen");
        return NULL;
    }
    setlocale(LC_CTYPE, "");
    terminal->ascii = plan->ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0 || strcmp(name, "linux") == 0;
    terminal->mouse = plan->mouse;
    terminal->cursor_row = -1;
    if (!getenv("ESCDELAY"))
        set_escdelay(25);
    terminal->screen = newterm(name, stdout, stdin);
    if (!terminal->screen || !catch_signals(terminal, err)) {
        if (terminal->screen) {
            endwin();
            delscreen(terminal->screen);
        } else {
            err_set(err, "the terminal %s cannot be used", name);
        }
        free(terminal);
        return NULL;
    }
    terminal->colours = wanted_colours(plan->colours);
    mix_paints(terminal, plan->theme);
    set_modes(terminal);
    return terminal;
}

void terminal_close(struct terminal *terminal)
{
    if (!terminal)
        return;
    mousemask(0, NULL);
    curs_set(1);
    endwin();
    leave_signals(terminal);
    delscreen(terminal->screen);
    pane_free(terminal->shown);
    free(terminal);
}

void terminal_size(const struct terminal *terminal, int *rows, int *columns)
{
    (void)terminal;
    getmaxyx(stdscr, *rows, *columns);
}

bool terminal_ascii(const struct terminal *terminal)
{
    return terminal->ascii;
}

static bool same_cell(const struct cell *a, const struct cell *b)
{
    return a->look == b->look && a->reverse == b->reverse && a->width == b->width && strcmp(a->text, b->text) == 0;
}

static void show_cell(const struct terminal *terminal, int row, int column, const struct cell *cell)
{
    wchar_t text[CCHARW_MAX + 1] = L" ";
    if (mbstowcs(text, cell->text, CCHARW_MAX) == (size_t)-1)
        text[0] = L'?', text[1] = 0;
    text[CCHARW_MAX] = 0;
    attr_t attributes = terminal->attributes[cell->look];
    if (cell->reverse)
        attributes |= A_REVERSE;
    cchar_t character;
    if (setcchar(&character, text, attributes, terminal->pairs[cell->look], NULL) == OK)
        mvadd_wch(row, column, &character);
}

/* True when `shown` can be compared with `pane`; makes it so. */
static bool remember(struct terminal *terminal, const struct pane *pane)
{
    if (terminal->shown && terminal->shown->rows == pane->rows && terminal->shown->columns == pane->columns)
        return true;
    pane_free(terminal->shown);
    terminal->shown = pane_make(pane->rows, pane->columns);
    return false;
}

void terminal_show(struct terminal *terminal, const struct pane *pane)
{
    bool partly = remember(terminal, pane);
    for (int row = 0; row < pane->rows; row++)
        for (int column = 0; column < pane->columns; column++) {
            const struct cell *cell = pane->cells + (ptrdiff_t)row * pane->stride + column;
            struct cell *old = terminal->shown ? terminal->shown->cells + (ptrdiff_t)row * pane->columns + column : NULL;
            if (partly && same_cell(cell, old))
                continue;
            if (old)
                *old = *cell;
            if (cell->width > 0)
                show_cell(terminal, row, column, cell);
        }
    bool typing = terminal->cursor_row >= 0;
    if (typing)
        move(terminal->cursor_row, terminal->cursor_column);
    curs_set(typing);
    refresh();
}

void terminal_redraw(struct terminal *terminal)
{
    pane_free(terminal->shown);
    terminal->shown = NULL;
    clearok(stdscr, TRUE);
}

void terminal_cursor(struct terminal *terminal, int row, int column)
{
    terminal->cursor_row = row;
    terminal->cursor_column = column;
}

void terminal_suspend(struct terminal *terminal)
{
    (void)terminal;
    mousemask(0, NULL);
    curs_set(1);
    def_prog_mode();
    endwin();
}

/* What was typed too early was meant for the other program. */
void terminal_resume(struct terminal *terminal)
{
    reset_prog_mode();
    flushinp();
    set_modes(terminal);
    terminal_redraw(terminal);
    refresh();
}

/* OSC 52, which terminals may refuse; nobody is told whether it worked. */
void terminal_copy(struct terminal *terminal, const char *text)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    (void)terminal;
    size_t length = strlen(text);
    char *out = malloc(length / 3 * 4 + 32);
    if (!out)
        return;
    char *at = stpcpy(out, "\033]52;c;");
    for (size_t k = 0; k < length; k += 3) {
        unsigned bits = 0;
        for (size_t j = 0; j < 3; j++)
            bits = bits << 8 | (k + j < length ? (unsigned char)text[k + j] : 0);
        for (size_t j = 0; j < 4; j++)
            *at++ = k + j > length ? '=' : digits[bits >> (18 - 6 * j) & 63];
    }
    at = stpcpy(at, "\a");
    ssize_t written = write(STDOUT_FILENO, out, (size_t)(at - out));
    (void)written;
    free(out);
}

int terminal_fds(const struct terminal *terminal, struct pollfd *fds)
{
    fds[0] = (struct pollfd){ .fd = STDIN_FILENO, .events = POLLIN };
    fds[1] = (struct pollfd){ .fd = terminal->pipe[0], .events = POLLIN };
    return TERMINAL_FDS;
}

static void follow_size(struct terminal *terminal)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
        resizeterm(size.ws_row, size.ws_col);
    terminal_redraw(terminal);
}

/* PRESS_RESIZE when the screen must be drawn anew. A storm of signals becomes one. */
static int read_signals(struct terminal *terminal)
{
    unsigned char bytes[64];
    bool resized = false;
    for (ssize_t got; (got = read(terminal->pipe[0], bytes, sizeof bytes)) > 0;)
        for (ssize_t k = 0; k < got; k++) {
            if (bytes[k] == SIGWINCH || bytes[k] == SIGCONT)
                resized = true;
            else
                terminal->ended = bytes[k];
        }
    if (resized)
        follow_size(terminal);
    return resized ? PRESS_RESIZE : PRESS_NONE;
}

/* A terminal that has gone away stays readable for ever and gives nothing. */
static bool hung_up(void)
{
    struct pollfd fd = { .fd = STDIN_FILENO, .events = POLLIN };
    int waiting = 0;
    if (poll(&fd, 1, 0) <= 0)
        return false;
    if (fd.revents & (POLLHUP | POLLERR | POLLNVAL))
        return true;
    return ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting == 0;
}

static int read_mouse(int *row, int *column)
{
    MEVENT event;
    if (getmouse(&event) != OK)
        return DROPPED;
    *row = event.y;
    *column = event.x;
    if (event.bstate & BUTTON4_PRESSED)
        return PRESS_WHEEL_UP;
    if (event.bstate & BUTTON5_PRESSED)
        return PRESS_WHEEL_DOWN;
    return event.bstate & BUTTON1_PRESSED ? PRESS_CLICK : DROPPED;
}

static int translate(wint_t key)
{
    switch (key) {
    case KEY_UP:        return PRESS_UP;
    case KEY_DOWN:      return PRESS_DOWN;
    case KEY_LEFT:      return PRESS_LEFT;
    case KEY_RIGHT:     return PRESS_RIGHT;
    case KEY_PPAGE:     return PRESS_PAGE_UP;
    case KEY_NPAGE:     return PRESS_PAGE_DOWN;
    case KEY_HOME:      return PRESS_HOME;
    case KEY_END:       return PRESS_END;
    case KEY_BTAB:      return PRESS_BACKTAB;
    case KEY_DC:        return PRESS_DELETE;
    case KEY_F(1):      return PRESS_F1;
    case KEY_ENTER:     return PRESS_ENTER;
    case KEY_BACKSPACE: return PRESS_BACKSPACE;
    case KEY_RESIZE:    return PRESS_RESIZE;
    default:            return DROPPED;
    }
}

/* A sequence that curses does not know arrives as Esc and the rest behind it. Taken for Esc it would lead out of a room,
 * so all of it is dropped; only an Esc with nothing behind it is the key. */
static int read_escape(void)
{
    wint_t key;
    if (get_wch(&key) != OK)
        return PRESS_ESCAPE;
    if (key == '[' || key == 'O')
        while (get_wch(&key) == OK && (key < '@' || key > '~'))
            ;
    return DROPPED;
}

static int read_key(struct terminal *terminal, int *row, int *column)
{
    wint_t key;
    int kind = get_wch(&key);
    if (kind == ERR) {
        if (hung_up())
            terminal->ended = SIGHUP;
        return PRESS_NONE;
    }
    if (kind == KEY_CODE_YES)
        return key == KEY_MOUSE ? read_mouse(row, column) : translate(key);
    switch (key) {
    case CTRL_Z:
        kill(0, SIGTSTP);           /* the whole job, as the kernel would have done */
        return DROPPED;
    case '\n':
        return PRESS_ENTER;
    case '\b':
        return PRESS_BACKSPACE;
    case PRESS_ESCAPE:
        return read_escape();
    case 0:
        return DROPPED;
    default:
        return (int)key;
    }
}

/* What is dropped does not end the reading: curses may hold more, of which poll() knows nothing. */
int terminal_read(struct terminal *terminal, int *row, int *column)
{
    int press;
    if (read_signals(terminal) == PRESS_RESIZE)
        return PRESS_RESIZE;
    do
        press = read_key(terminal, row, column);
    while (press == DROPPED);
    return press;
}

int terminal_ended(const struct terminal *terminal)
{
    return terminal->ended;
}
