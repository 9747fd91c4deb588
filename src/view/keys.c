/* keys.c — the one table of keys; see keys.h. The order of the rows is the order of the help screen. */
#include "view/keys.h"

#include <string.h>

#define ANY_SCROLL (KEYS_DEMO | KEYS_LIST | KEYS_TEXT)
#define ANY_ROW (ANY_SCROLL | KEYS_CHART)

static const struct key_row table[] = {
    { ACTION_CHOOSE, KEYS_PREDICT, "1-9", NULL, "choose", "mark a choice, or take the mark away", 1, { 0 } },
    { ACTION_COMMIT, KEYS_PREDICT, "enter", NULL, "that is my answer", "commit to the answer and let the lab find out", 2,
      { PRESS_ENTER } },

    { ACTION_EDIT, KEYS_EXERCISE, "e", NULL, "edit", "open your file in your editor ($VISUAL or $EDITOR)", 1, { 'e' } },
    { ACTION_OPEN, KEYS_EXERCISE, "enter", NULL, "watch it fail", "watch the run in which your program fails", 2, { PRESS_ENTER } },
    { ACTION_HINT, KEYS_EXERCISE, "i", NULL, "hint", "one hint more", 3, { 'i' } },
    { ACTION_SOLUTION, KEYS_EXERCISE, "S", NULL, "solution", "our solution, to compare: before you have passed, ask twice", 4, { 'S' } },
    { ACTION_JUDGE, KEYS_EXERCISE, "r", NULL, "judge again", "compile and judge your file again; saving it does so, too", 5, { 'r' } },

    { ACTION_RUN, KEYS_DEMO | KEYS_CHART, "space", NULL, "run", "let the program run by itself, or pause it", 1, { ' ' } },
    { ACTION_STEP, KEYS_DEMO, "0-9", NULL, "step", "let that thread take one step (0 is main)", 2, { 0 } },
    { ACTION_NEXT, KEYS_DEMO, "s", NULL, "next", "one step of the scheduler's own choice", 5, { 's' } },
    { ACTION_LEAP, KEYS_DEMO, ". 0-9", NULL, "leap", "let that thread go to its next synchronisation (also shift and the digit)", 14, { 0 } },
    { ACTION_STEP_INTO, KEYS_DEMO, ", 0-9", NULL, "", "let that thread take one step, in the code of the kit, too, which the others pass over", 26, { 0 } },
    { ACTION_OPEN, KEYS_DEMO, "enter", NULL, "", "let the thread chosen in the lanes (tab, then j and k) take one step: also beyond 9", 26,
      { PRESS_ENTER } },
    { ACTION_BACK, KEYS_DEMO, "u", NULL, "back", "take the last step back", 3, { 'u', PRESS_BACKSPACE } },
    { ACTION_FORWARD, KEYS_DEMO, "U", NULL, "forward", "one step forward again, along what is known", 13, { 'U' } },
    { ACTION_BACK_SWITCH, KEYS_DEMO, "[", NULL, "switch back", "back to the last change of thread", 15, { '[' } },
    { ACTION_FORWARD_SWITCH, KEYS_DEMO, "]", NULL, "switch on", "forward to the next change of thread", 16, { ']' } },
    { ACTION_FIRST, KEYS_DEMO | KEYS_CHART, "g", NULL, "first step", "to the beginning of the run (also home)", 17, { 'g', PRESS_HOME } },
    { ACTION_LAST, KEYS_DEMO | KEYS_CHART, "G", NULL, "last step", "to the last step known (also end)", 18, { 'G', PRESS_END } },
    { ACTION_SLOWER, KEYS_DEMO, "<", NULL, "slower", "fewer steps a second", 19, { '<' } },
    { ACTION_FASTER, KEYS_DEMO, ">", NULL, "faster", "more steps a second", 20, { '>' } },
    { ACTION_RESTART, KEYS_DEMO, "r", NULL, "restart", "the same run again from its beginning", 9, { 'r' } },
    { ACTION_SEED, KEYS_DEMO, "n", NULL, "new seed", "another run: the scheduler throws its dice anew", 8, { 'n' } },
    { ACTION_LIVE, KEYS_DEMO, "l", NULL, "live", "run it on real threads at full speed, or back to stepping", 10, { 'l' } },
    { ACTION_MEASURE, KEYS_DEMO, "m", NULL, "measure", "time the variants at full speed on this machine", 7, { 'm' } },
    { ACTION_EXPLORE, KEYS_DEMO, "x", NULL, "explore", "find out every way the program can go", 4, { 'x' } },
    { ACTION_CHART, KEYS_DEMO, "c", NULL, "chart", "the run as a whole: who ran, waited and slept, and when", 12, { 'c' } },
    { ACTION_ANSWER, KEYS_DEMO, "a", NULL, "answer", "answer the question of this page", 4, { 'a' } },
    { ACTION_HUNT, KEYS_DEMO, "H", NULL, "hunt", "begin the hunt of this page: make the program come to what it asks for", 4, { 'H' } },
    { ACTION_EXERCISE, KEYS_DEMO, "e", NULL, "exercise", "open the exercise of this page", 4, { 'e' } },
    { ACTION_COPY, KEYS_DEMO, "y", NULL, "copy schedule", "copy who went when, as a short text", 21, { 'y' } },
    { ACTION_PLAY, KEYS_DEMO, "p", NULL, "play schedule", "type a schedule and follow it", 22, { 'p' } },
    { ACTION_OPEN_PARTS, KEYS_DEMO, "+", NULL, "", "open composed objects, such as a queue, into the parts they are made of; then every step in the kit's code is shown, too", 27, { '+', '=' } },
    { ACTION_CLOSE_PARTS, KEYS_DEMO, "-", NULL, "", "close them again: steps in the kit's code that do not wait are passed over", 28, { '-' } },
    { ACTION_FOCUS, KEYS_DEMO | KEYS_EXERCISE, "tab", NULL, "next pane", "which pane scrolls", 23, { PRESS_TAB, PRESS_BACKTAB } },
    { ACTION_STORY, KEYS_DEMO, "v", NULL, "story", "view the story, or the program again, where there is no room for both", 6, { 'v' } },
    { ACTION_FOLD, KEYS_DEMO | KEYS_EXERCISE, "t", NULL, "bigger", "give the pane in focus more room, or take it back", 24, { 't' } },

    { ACTION_OPEN, KEYS_CHART, "enter", NULL, "go there", "back to the program, at the step under the cursor", 1, { PRESS_ENTER } },
    { ACTION_EARLIER, KEYS_CHART, "←", "left", "", "a column earlier (also h)", 27, { PRESS_LEFT, 'h' } },
    { ACTION_LATER, KEYS_CHART, "→", "right", "along", "a column later (also l)", 6, { PRESS_RIGHT, 'l' } },
    { ACTION_BACK_SWITCH, KEYS_CHART, "[", NULL, "stretch back", "to where what the thread does began, or what it did before", 3, { '[' } },
    { ACTION_FORWARD_SWITCH, KEYS_CHART, "]", NULL, "next", "to where the thread begins to do something else", 4, { ']' } },
    { ACTION_CLOSER, KEYS_CHART, "+", NULL, "closer", "show less of the run, and more of that", 5, { '+', '=' } },
    { ACTION_FARTHER, KEYS_CHART, "-", NULL, "farther", "show more of the run", 7, { '-' } },
    { ACTION_WHOLE, KEYS_CHART, "w", NULL, "whole", "show all of the run", 8, { 'w' } },
    { ACTION_SCREEN_UP, KEYS_CHART, "PgUp", NULL, "", "a screen earlier", 28, { PRESS_PAGE_UP } },
    { ACTION_SCREEN_DOWN, KEYS_CHART, "PgDn", NULL, "", "a screen later", 29, { PRESS_PAGE_DOWN } },

    { ACTION_PAGE_BACK, KEYS_STORY, "←", "left", "", "the page before", 11, { PRESS_LEFT, 'h' } },
    { ACTION_PAGE_ON, KEYS_STORY, "→", "right", "page", "the next page (also enter)", 6, { PRESS_RIGHT, PRESS_ENTER } },

    { ACTION_UP, ANY_ROW, "k", NULL, "", "up (also the arrow key)", 30, { 'k', PRESS_UP } },
    { ACTION_DOWN, ANY_ROW, "j", NULL, "", "down (also the arrow key)", 31, { 'j', PRESS_DOWN } },
    { ACTION_SCREEN_UP, ANY_SCROLL, "PgUp", NULL, "", "a screen up", 32, { PRESS_PAGE_UP } },
    { ACTION_SCREEN_DOWN, ANY_SCROLL, "PgDn", NULL, "", "a screen down", 33, { PRESS_PAGE_DOWN } },
    { ACTION_TOP, KEYS_LIST | KEYS_TEXT, "g", NULL, "", "to the top (also home)", 34, { 'g', PRESS_HOME } },
    { ACTION_BOTTOM, KEYS_LIST | KEYS_TEXT, "G", NULL, "", "to the bottom (also end)", 35, { 'G', PRESS_END } },
    { ACTION_OPEN, KEYS_LIST, "enter", NULL, "open", "open what the cursor is on", 1, { PRESS_ENTER, 'l', PRESS_RIGHT } },
    { ACTION_TOUR, KEYS_LIST, "T", NULL, "tour", "the short tour of the lab", 40, { 'T' } },

    { ACTION_FREE, KEYS_OUTCOMES, "f", NULL, "free runs", "run the program 1,000 times at full speed, without the lab; again: stop", 2, { 'f' } },
    { ACTION_EXPLORE, KEYS_OUTCOMES, "x", NULL, "search again", "search again, for longer if the time was up; while it searches: stop", 4,
      { 'x' } },
    { ACTION_STOP, KEYS_OUTCOMES, "^C", NULL, "stop", "stop the search and the free runs; what they have found stays", 3,
      { PRESS_CTRL_C } },

    { ACTION_STOP, KEYS_ALL, "^C", NULL, "", "stop what runs; when nothing runs, quit", 90, { PRESS_CTRL_C } },
    { ACTION_REDRAW, KEYS_ALL, "^L", NULL, "", "draw the whole screen again", 91, { PRESS_CTRL_L } },
    { ACTION_HELP, KEYS_ALL, "?", NULL, "help", "all keys, and what the pictures mean (also F1)", -1, { '?', PRESS_F1 } },
    { ACTION_LEAVE, KEYS_ALL, "q", NULL, "back", "back to the screen before (also esc); from the first one, q quits", -2, { 'q', PRESS_ESCAPE } },
};

enum { ROWS = sizeof table / sizeof table[0] };

const struct key_row *keys_rows(size_t *count)
{
    *count = ROWS;
    return table;
}

const struct key_row *keys_row(enum action action, unsigned parts)
{
    for (size_t k = 0; k < ROWS; k++)
        if (table[k].action == action && (table[k].parts & (parts | KEYS_ALL)))
            return &table[k];
    return NULL;
}

const char *keys_shown(const struct key_row *row, bool ascii)
{
    return ascii && row->ascii ? row->ascii : row->keys;
}

/* Digits say which thread or which choice. Shifted digits are those of a US keyboard; `.` serves all others. */
static bool read_digit(struct key_reader *reader, int press, unsigned parts, struct command *command)
{
    static const char shifted[] = ")!@#$%^&*(";
    const char *at = press > 0 && press < 128 ? strchr(shifted, press) : NULL;
    bool digit = press >= '0' && press <= '9';
    if (!digit && !at)
        return false;
    int number = digit ? press - '0' : (int)(at - shifted);
    if ((parts & KEYS_PREDICT) && digit && number > 0) {
        *command = (struct command){ .action = ACTION_CHOOSE, .number = number };
        return true;
    }
    if (!(parts & KEYS_DEMO))
        return false;
    enum action action = at || reader->leap ? ACTION_LEAP : reader->into ? ACTION_STEP_INTO : ACTION_STEP;
    *command = (struct command){ .action = action, .number = number };
    return true;
}

static bool row_answers(const struct key_row *row, int press)
{
    for (size_t k = 0; k < sizeof row->presses / sizeof row->presses[0]; k++)
        if (row->presses[k] && row->presses[k] == press)
            return true;
    return false;
}

bool keys_read(struct key_reader *reader, int press, unsigned parts, struct command *command)
{
    *command = (struct command){ .action = ACTION_NONE };
    bool found = read_digit(reader, press, parts, command);
    reader->leap = press == '.' && (parts & KEYS_DEMO);
    reader->into = press == ',' && (parts & KEYS_DEMO);
    if (found || reader->leap || reader->into)
        return found;
    switch (press) {
    case PRESS_CLICK:       command->action = ACTION_CLICK; return true;
    case PRESS_WHEEL_UP:    command->action = ACTION_WHEEL_UP; return true;
    case PRESS_WHEEL_DOWN:  command->action = ACTION_WHEEL_DOWN; return true;
    default:                break;
    }
    parts |= KEYS_ALL;
    for (unsigned part = 1; part <= KEYS_ALL; part <<= 1)
        for (size_t k = 0; k < ROWS && (parts & part); k++)
            if ((table[k].parts & part) && row_answers(&table[k], press)) {
                command->action = table[k].action;
                return true;
            }
    return false;
}

const char *keys_stranger(int press, char *out, size_t room)
{
    if (press > ' ' && press < 127)
        snprintf(out, room, "`%c` does nothing here; `?` lists the keys that do.", press);
    else
        snprintf(out, room, "That key does nothing here; `?` lists the keys that do.");
    return out;
}

/* Escapes what roff would take for markup: a leading dot or quote, and hyphens and backslashes anywhere. */
static void print_roff(FILE *out, const char *text)
{
    if (*text == '.' || *text == '\'')
        fputs("\\&", out);
    for (; *text; text++) {
        if (*text == '\\')
            fputs("\\e", out);
        else if (*text == '-')
            fputs("\\-", out);
        else
            fputc(*text, out);
    }
}

void keys_print_man(FILE *out)
{
    static const struct { unsigned part; const char *title; } sections[] = {
        { KEYS_ALL, "Everywhere" }, { KEYS_LIST, "Lists" }, { KEYS_STORY, "Stories" },
        { KEYS_DEMO, "Programs" }, { KEYS_PREDICT, "Questions" }, { KEYS_EXERCISE, "Exercises" }, { KEYS_CHART, "Charts" },
        { KEYS_OUTCOMES, "Outcomes" }, { KEYS_TEXT, "Texts" },
    };
    for (size_t s = 0; s < sizeof sections / sizeof sections[0]; s++) {
        fprintf(out, ".Ss %s\n.Bl -tag -width \"backspace\"\n", sections[s].title);
        for (size_t k = 0; k < ROWS; k++) {
            if (!(table[k].parts & sections[s].part))
                continue;
            fputs(".It Ic ", out);
            print_roff(out, keys_shown(&table[k], true));
            fputc('\n', out);
            print_roff(out, table[k].help);
            fputc('\n', out);
        }
        fputs(".El\n", out);
    }
}
