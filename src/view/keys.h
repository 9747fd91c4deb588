/* keys.h — the one table of keys: it drives dispatch, the key line, the help screen and the man page.
 *
 * A press (what the terminal delivers) becomes a command (what a room is asked to do). The same press may mean different
 * things in different rooms; a room says which parts of the table are its own, and the first part that knows it wins.
 * Threads: one. Memory: the table is constant; a key_reader is the caller's and remembers only a `.` or `,` typed before. */
#ifndef VIEW_KEYS_H
#define VIEW_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* A press is a Unicode character, or one of these. */
enum press {
    PRESS_NONE = 0, PRESS_CTRL_C = 3, PRESS_TAB = 9, PRESS_CTRL_L = 12, PRESS_ENTER = 13, PRESS_ESCAPE = 27,
    PRESS_BACKSPACE = 127,
    PRESS_UP = 0x110000, PRESS_DOWN, PRESS_LEFT, PRESS_RIGHT, PRESS_PAGE_UP, PRESS_PAGE_DOWN, PRESS_HOME, PRESS_END,
    PRESS_BACKTAB, PRESS_DELETE, PRESS_F1,
    PRESS_CLICK, PRESS_WHEEL_UP, PRESS_WHEEL_DOWN,      /* with a row and a column */
    PRESS_RESIZE,
};

/* Which rooms a row of the table belongs to: bits. Lower bits win. */
enum key_part {
    KEYS_PREDICT = 1,       /* a question with choices */
    KEYS_EXERCISE = 2,      /* a program to write */
    KEYS_DEMO = 4,          /* a program being watched */
    KEYS_STORY = 8,         /* pages to turn */
    KEYS_LIST = 16,         /* a list with a cursor */
    KEYS_TEXT = 32,         /* something that scrolls */
    KEYS_OUTCOMES = 64,     /* what a search has found */
    KEYS_CHART = 128,       /* a run as a whole */
    KEYS_ALL = 256,         /* every room */
};

enum action {
    ACTION_NONE,
    ACTION_CHOOSE,          /* number: which choice, from 1 */
    ACTION_COMMIT,          /* that is my answer */
    ACTION_RUN,             /* run or pause */
    ACTION_STEP,            /* number: the thread */
    ACTION_LEAP,            /* number: the thread; to its next synchronisation */
    ACTION_STEP_INTO,       /* number: the thread; one step, in the kit's code, too */
    ACTION_NEXT,            /* the scheduler's own choice */
    ACTION_BACK, ACTION_FORWARD,
    ACTION_BACK_SWITCH, ACTION_FORWARD_SWITCH,
    ACTION_FIRST, ACTION_LAST,      /* the ends of the time line */
    ACTION_SLOWER, ACTION_FASTER,
    ACTION_RESTART, ACTION_SEED, ACTION_LIVE,
    ACTION_COPY, ACTION_PLAY,
    ACTION_MEASURE, ACTION_ANSWER, ACTION_EXPLORE, ACTION_FREE,
    ACTION_CHART,
    ACTION_EARLIER, ACTION_LATER, ACTION_CLOSER, ACTION_FARTHER, ACTION_WHOLE,      /* along the time of a chart */
    ACTION_HUNT, ACTION_EXERCISE,       /* of this page */
    ACTION_EDIT, ACTION_HINT, ACTION_SOLUTION, ACTION_JUDGE,
    ACTION_FOLD, ACTION_FOCUS, ACTION_STORY, ACTION_OPEN_PARTS, ACTION_CLOSE_PARTS,
    ACTION_PAGE_BACK, ACTION_PAGE_ON,
    ACTION_UP, ACTION_DOWN, ACTION_SCREEN_UP, ACTION_SCREEN_DOWN, ACTION_TOP, ACTION_BOTTOM,
    ACTION_OPEN, ACTION_TOUR,
    ACTION_HELP, ACTION_LEAVE, ACTION_REDRAW, ACTION_STOP,
    ACTION_CLICK, ACTION_WHEEL_UP, ACTION_WHEEL_DOWN,   /* the mouse, at row and column of the room's pane */
    ACTIONS
};

struct command {
    enum action action;
    int number;             /* of a digit key */
    int row, column;        /* of the mouse, in the room's own pane */
};

struct key_row {
    enum action action;
    unsigned parts;         /* bits of enum key_part */
    const char *keys;       /* as shown: "space", "1-9" */
    const char *ascii;      /* the same in ASCII; NULL: `keys` is */
    const char *brief;      /* for the key line: "run"; "" keeps it out of there */
    const char *help;       /* a sentence */
    int rank;               /* what is dropped from a narrow key line first: the highest */
    int presses[4];         /* which presses it answers; digits and shifted digits are understood by the reader */
};

const struct key_row *keys_rows(size_t *count);
const struct key_row *keys_row(enum action action, unsigned parts);     /* NULL: not in those parts */
const char *keys_shown(const struct key_row *row, bool ascii);          /* how its keys are written */

struct key_reader {
    bool leap;              /* `.` has been typed: the next digit leaps */
    bool into;              /* `,` has been typed: the next digit is one step, in the kit's code, too */
};

/* What `press` means where `parts` apply. False: nothing (yet); then *command is ACTION_NONE. */
bool keys_read(struct key_reader *reader, int press, unsigned parts, struct command *command);

/* What an unknown press is told: "`e` does nothing here — ? lists the keys." Returns `out`. */
const char *keys_stranger(int press, char *out, size_t room);

/* The table as mdoc items for the man page. */
void keys_print_man(FILE *out);

#endif
