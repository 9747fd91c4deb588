/* frame.c — what stands around every room; see frame.h. */
#include "view/frame.h"

#include <stdio.h>
#include <string.h>

#include "view/story.h"

enum { TITLE_ROWS = 1, FOOT_ROWS = 2, KEYS_SHOWN_MOST = 32 };

void prompt_ask(struct prompt *prompt, const char *question)
{
    prompt->question = question;
    prompt->text[0] = 0;
}

static void prompt_add(struct prompt *prompt, int press)
{
    size_t length = strlen(prompt->text);
    if (press >= ' ' && press < 127 && length + 1 < sizeof prompt->text) {
        prompt->text[length] = (char)press;
        prompt->text[length + 1] = 0;
    }
}

enum prompt_result prompt_press(struct prompt *prompt, int press)
{
    size_t length = strlen(prompt->text);
    switch (press) {
    case PRESS_ENTER:
        prompt->question = NULL;
        return PROMPT_DONE;
    case PRESS_ESCAPE:
    case PRESS_CTRL_C:
        prompt->question = NULL;
        return PROMPT_GIVEN_UP;
    case PRESS_BACKSPACE:
    case PRESS_DELETE:
        if (length > 0)
            prompt->text[length - 1] = 0;
        return PROMPT_GOES_ON;
    default:
        prompt_add(prompt, press);
        return PROMPT_GOES_ON;
    }
}

bool frame_fits(const struct pane *screen)
{
    return screen->rows >= FRAME_ROWS_LEAST && screen->columns >= FRAME_COLUMNS_LEAST;
}

struct pane frame_body(const struct pane *screen)
{
    return pane_part(screen, TITLE_ROWS, 0, screen->rows - TITLE_ROWS - FOOT_ROWS, screen->columns);
}

const char *frame_why(const struct room *room, const struct command *command)
{
    return room->ops->why ? room->ops->why(room, command) : NULL;
}

static void draw_title(struct pane *screen, const struct room *room)
{
    int column = pane_put(screen, 0, 0, LOOK_TITLE, " Thread Lab ");
    pane_reverse(screen, 0, 0, column);
    column = pane_put(screen, 0, column, LOOK_BORDER, glyph(screen, " › ", " > "));
    struct pane line = pane_part(screen, 0, column, 1, screen->columns - column - 1);
    room->ops->title(room, &line);
}

/* One entry of the key line. */
struct entry {
    const struct key_row *row;
    const char *word;
    int claim;                  /* to a place: the lowest first */
    int column, columns;        /* where it stands */
};

static const char *word_of(const struct room *room, const struct key_row *row, bool bottom)
{
    const char *own = room->ops->brief ? room->ops->brief(room, row->action) : NULL;
    if (own)
        return own;
    return row->action == ACTION_LEAVE && bottom ? "quit" : row->brief;
}

static bool works_now(const struct room *room, const struct key_row *row)
{
    struct command command = { .action = row->action, .number = -1 };
    return row->parts == KEYS_ALL || !frame_why(room, &command);
}

/* Who gets a place first: help and leave, what one can always do here, what this moment asks for, then all others. */
static int claim_of(const struct room *room, const struct key_row *row)
{
    enum { USUAL = 2, LAST = 100 };
    bool first = row->rank <= USUAL || (room->ops->wanted && room->ops->wanted(room, row->action));
    return first ? row->rank : row->rank + LAST;
}

/* What works now, by its claim to a place. */
static size_t collect(const struct room *room, bool bottom, struct entry *entries)
{
    size_t rows, count = 0;
    const struct key_row *table = keys_rows(&rows);
    for (size_t k = 0; k < rows && count < KEYS_SHOWN_MOST; k++) {
        const char *word = word_of(room, &table[k], bottom);
        if (!(table[k].parts & (room->ops->keys | KEYS_ALL)) || !*word || !works_now(room, &table[k]))
            continue;
        int claim = claim_of(room, &table[k]);
        size_t at = count++;
        for (; at > 0 && entries[at - 1].claim > claim; at--)
            entries[at] = entries[at - 1];
        entries[at] = (struct entry){ .row = &table[k], .word = word, .claim = claim };
    }
    return count;
}

/* Those there is room for, in the order of the table's ranks: a key keeps its place whoever else comes. */
static size_t choose_keys(const struct pane *screen, struct entry *entries, size_t count)
{
    int left = screen->columns - 2;
    size_t kept = 0;
    for (size_t k = 0; k < count; k++) {
        struct entry entry = entries[k];
        entry.columns = text_columns(keys_shown(entry.row, screen->ascii)) + 1 + text_columns(entry.word);
        if (left < entry.columns)
            continue;
        left -= entry.columns + 2;
        size_t at = kept++;
        for (; at > 0 && entries[at - 1].row->rank > entry.row->rank; at--)
            entries[at] = entries[at - 1];
        entries[at] = entry;
    }
    return kept;
}

/* Help and leave stand at the right end, the others from the left. Returns how many. */
static size_t place_keys(const struct pane *screen, const struct room *room, bool bottom, struct entry *entries)
{
    size_t count = choose_keys(screen, entries, collect(room, bottom, entries));
    int right = screen->columns - 1, left = 1;
    for (size_t k = 0; k < count; k++)
        if (entries[k].row->rank < 0) {
            entries[k].column = right - entries[k].columns;
            right -= entries[k].columns + 2;
        }
    for (size_t k = 0; k < count; k++)
        if (entries[k].row->rank >= 0) {
            entries[k].column = left;
            left += entries[k].columns + 2;
        }
    return count;
}

static void draw_keys(struct pane *screen, const struct room *room, bool bottom)
{
    struct entry entries[KEYS_SHOWN_MOST];
    size_t count = place_keys(screen, room, bottom, entries);
    int row = screen->rows - 1;
    for (size_t k = 0; k < count; k++) {
        int column = pane_put(screen, row, entries[k].column, LOOK_KEY, keys_shown(entries[k].row, screen->ascii));
        pane_put(screen, row, column + 1, LOOK_PLAIN, entries[k].word);
    }
}

enum action frame_key_at(const struct pane *screen, const struct room *room, bool bottom, int column)
{
    struct entry entries[KEYS_SHOWN_MOST];
    size_t count = place_keys(screen, room, bottom, entries);
    for (size_t k = 0; k < count; k++)
        if (column >= entries[k].column && column < entries[k].column + entries[k].columns)
            return entries[k].row->action;
    return ACTION_NONE;
}

/* The end of a long line is what one types at. */
static int draw_prompt(struct pane *screen, const struct prompt *prompt)
{
    int row = screen->rows - 2;
    int column = pane_put(screen, row, 1, LOOK_TITLE, prompt->question) + 1;
    int room = screen->columns - column - 2;
    const char *text = prompt->text;
    while (text_columns(text) > room)
        text++;
    return pane_put(screen, row, column, LOOK_STRONG, text);
}

/* The border of the room's last row moves up, so that what is framed stays so. */
static void lift_border(struct pane *screen)
{
    int row = screen->rows - 3;
    struct cell *last = &screen->cells[row * screen->stride];
    if (last->look == LOOK_BORDER)
        memcpy(last - screen->stride, last, (size_t)screen->columns * sizeof *last);
}

/* A sentence too long for its row takes the row above as well, for as long as it stands. */
static void draw_message(struct pane *screen, const struct room *room)
{
    struct pane none = { .columns = screen->columns - 2 };
    int wanted = story_tell(&none, 0, LOOK_PLAIN, room->message), rows = wanted > 1 ? 2 : 1;
    struct pane lines = pane_part(screen, screen->rows - 1 - rows, 0, rows, screen->columns);
    if (rows > 1)
        lift_border(screen);
    pane_clear(&lines);
    lines = pane_part(&lines, 0, 1, rows, screen->columns - 2);
    story_tell(&lines, 0, room->message_look, room->message);
    if (wanted > rows)
        pane_put(&lines, rows - 1, lines.columns - 1, room->message_look, glyph(screen, "…", "."));
}

static void ask_for_room(struct pane *screen)
{
    char text[160];
    snprintf(text, sizeof text, "Thread Lab needs a window of at least %d columns and %d rows.\nThis one has %d and %d.",
             FRAME_COLUMNS_LEAST, FRAME_ROWS_LEAST, screen->columns, screen->rows);
    int row = screen->rows > 4 ? screen->rows / 2 - 2 : 0;
    pane_wrap(screen, row, screen->columns > 4 ? 1 : 0, LOOK_STRONG, text);
}

int frame_draw(struct pane *screen, struct room *room, const struct prompt *prompt, bool bottom)
{
    pane_clear(screen);
    if (!frame_fits(screen)) {
        ask_for_room(screen);
        return -1;
    }
    draw_title(screen, room);
    struct pane body = frame_body(screen);
    room->ops->draw(room, &body);
    draw_keys(screen, room, bottom);
    if (prompt && prompt->question)
        return draw_prompt(screen, prompt);
    draw_message(screen, room);
    return -1;
}
