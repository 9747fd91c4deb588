/* help.c — every key of the room one comes from, and what the pictures and glyphs mean; all of it from the tables. */
#include <stdio.h>
#include <stdlib.h>

#include "trace/kinds.h"
#include "view/phases.h"
#include "view/rooms/rooms.h"

struct help_room {
    struct room room;
    const char *about;          /* the name of the room the keys are of */
    unsigned keys;
    int top, rows, page;        /* first row shown; rows there are; rows on the screen */
};

static struct help_room *own(const struct room *room)
{
    return (struct help_room *)room;
}

/* The page is drawn on a pane tall enough for all of it, shifted by `top`: what is outside is cut off. */
struct sheet {
    struct pane *pane;
    int row, column;            /* where the next line goes */
};

static void heading(struct sheet *sheet, const char *text)
{
    pane_put(sheet->pane, sheet->row, sheet->column, LOOK_TITLE, text);
    sheet->row += 2;
}

static void entry(struct sheet *sheet, enum look look, const char *name, int wide, const char *text)
{
    pane_put(sheet->pane, sheet->row, sheet->column + 1, look, name);
    int rows = pane_wrap(sheet->pane, sheet->row, sheet->column + wide, LOOK_PLAIN, text);
    sheet->row += rows > 0 ? rows : 1;
}

static void list_keys(struct sheet *sheet, unsigned parts, const char *title)
{
    size_t count;
    const struct key_row *rows = keys_rows(&count);
    heading(sheet, title);
    for (size_t k = 0; k < count; k++)
        if (rows[k].parts & parts)
            entry(sheet, LOOK_KEY, keys_shown(&rows[k], sheet->pane->ascii), 9, rows[k].help);
    sheet->row++;
}

static void list_states(struct sheet *sheet)
{
    const struct pane *pane = sheet->pane;
    heading(sheet, "A thread is");
    entry(sheet, LOOK_RUNNING, "running", 11, "it took the last step");
    entry(sheet, LOOK_READY, "ready", 11, "it could go; what it is about to do stands beside it");
    entry(sheet, LOOK_BLOCKED, "blocked", 11, "it waits for another; the reason stands beside it");
    entry(sheet, LOOK_SLEEPING, "asleep", 11, "it waits for a signal or for the clock");
    entry(sheet, LOOK_ENDED, "ended", 11, "its function is over");
    entry(sheet, LOOK_CHANGED, "changed", 11, "what the last step changed, marked for exactly one step");
    entry(sheet, LOOK_PLAIN, glyph(pane, "①", "T1"), 11, "the thread with that number; main is number 0");
    entry(sheet, LOOK_FAILURE, glyph(pane, "▶ … ✗", "> ... x"), 11, "after `x`: if that thread goes now, the program can still go wrong");
    entry(sheet, LOOK_GOOD, glyph(pane, "▶ … ✓", "> ... v"), 11, "after `x`: if that thread goes now, it cannot go wrong any more");
    sheet->row++;
}

/* What stands in a lane, and in the line of a variable. */
static void list_marks(struct sheet *sheet)
{
    const struct pane *pane = sheet->pane;
    heading(sheet, "In the lanes");
    entry(sheet, LOOK_STRONG, "R share 0", 19, "it has read share, which was 0");
    entry(sheet, LOOK_STRONG, "W share 1", 19, "it has written share, which is 1 now");
    entry(sheet, LOOK_STRONG, glyph(pane, "▶ W share", "> W share"), 19, "what it will do next");
    entry(sheet, LOOK_STRONG, "W share (read 0)", 19, "about to write; 0 is what it has read itself, whatever share is by now");
    entry(sheet, LOOK_STRONG, glyph(pane, "→ tick  ↩ loop", "-> tick  <- loop"), 19,
          "it goes on with the stack of the task, or coroutine, tick; back to the loop, or to its own stack");
    entry(sheet, LOOK_STRONG, glyph(pane, "signal c→②", "signal c->T2"), 19, "whom the signal wakes");
    entry(sheet, LOOK_STRONG, glyph(pane, "try lock ✗", "try lock no"), 19, "refused, or in vain");
    entry(sheet, LOOK_CHANGED, glyph(pane, "●", "@"), 19, "the latest step");
    entry(sheet, LOOK_BLOCKED, glyph(pane, "┅┅┅", "..."), 19, "it stood still");
    entry(sheet, LOOK_DIM, glyph(pane, "‹", "<"), 19, "steps of this thread lie further left: u goes there");
    entry(sheet, LOOK_WARNING, glyph(pane, "⚠ ① ∥ ②", "! T1 || T2"), 19,
          "a data race: two accesses, one of them a write, and nothing orders these two; either may come first");
    entry(sheet, LOOK_KEY, glyph(pane, "▴ ①  ▾ ②", "^ T1  v T2"), 19, "in the source: who stands above or below what is shown");
    sheet->row++;
}

static void list_phases(struct sheet *sheet)
{
    const struct pane *pane = sheet->pane;
    heading(sheet, "A download, in its row and in the chart");
    for (int phase = TRANSFER_QUEUES; phase < TRANSFER_OVER; phase++)
        entry(sheet, phase_signs[phase].look, glyph(pane, phase_signs[phase].glyph, phase_signs[phase].ascii), 4,
              phase_signs[phase].does);
    entry(sheet, LOOK_GOOD, glyph(pane, "✓", "v"), 4, "has been answered, with a status below 400");
    entry(sheet, LOOK_FAILURE, glyph(pane, "✗", "x"), 4, "has failed, or was answered with 404 and the like");
    sheet->row++;
}

static void list_objects(struct sheet *sheet)
{
    heading(sheet, "The pictures show");
    for (int kind = OBJECT_THREAD; kind < OBJECT_KINDS; kind++)
        entry(sheet, LOOK_STRONG, object_word((enum object_kind)kind), 12, object_legend((enum object_kind)kind));
    entry(sheet, LOOK_STRONG, "loop", 12, "an event loop: its time, which task runs, who is in line, what is due when, who waits");
    entry(sheet, LOOK_STRONG, "task", 12, "what it waits for, where it will go on, how much of its stack is in use; so are coroutines");
    sheet->row++;
}

static void list_ends(struct sheet *sheet)
{
    heading(sheet, "How a program can end");
    for (int end = OUTCOME_EXITED; end < OUTCOMES; end++)
        entry(sheet, end == OUTCOME_EXITED ? LOOK_GOOD : LOOK_FAILURE, outcome_word((enum outcome)end), 12,
              outcome_sentence((enum outcome)end));
    sheet->row++;
}

static int draw_keys(const struct help_room *self, struct pane pane, int from)
{
    char title[96];
    struct sheet sheet = { .pane = &pane, .row = from };
    snprintf(title, sizeof title, "Keys here (%s)", self->about);
    list_keys(&sheet, self->keys & ~(unsigned)KEYS_ALL, title);
    list_keys(&sheet, KEYS_ALL, "Keys everywhere");
    return sheet.row - from;
}

static int draw_legend(struct pane pane, int from)
{
    struct sheet sheet = { .pane = &pane, .row = from };
    list_states(&sheet);
    list_marks(&sheet);
    list_objects(&sheet);
    list_phases(&sheet);
    list_ends(&sheet);
    return sheet.row - from;
}

/* Two columns where there is room, one below the other else. Returns how many rows there are in all. */
static int draw_all(const struct help_room *self, struct pane *inner)
{
    if (inner->columns >= 100) {
        int half = inner->columns / 2;
        int keys = draw_keys(self, pane_part(inner, 0, 0, inner->rows, half - 2), -self->top);
        int legend = draw_legend(pane_part(inner, 0, half, inner->rows, inner->columns - half), -self->top);
        return keys > legend ? keys : legend;
    }
    int keys = draw_keys(self, *inner, -self->top);
    return keys + draw_legend(*inner, keys - self->top);
}

static void draw(struct room *room, struct pane *pane)
{
    struct help_room *self = own(room);
    pane_box(pane, LOOK_BORDER, "Help");
    struct pane inner = pane_part(pane, 1, 2, pane->rows - 2, pane->columns - 4);
    self->page = inner.rows;
    self->rows = draw_all(self, &inner);
    if (self->top > 0)
        pane_put(pane, 0, pane->columns - 4, LOOK_KEY, glyph(pane, "▴", "^"));
    if (self->top + inner.rows < self->rows)
        pane_put(pane, pane->rows - 1, pane->columns - 4, LOOK_KEY, glyph(pane, "▾", "v"));
}

static void title(const struct room *room, struct pane *line)
{
    (void)room;
    pane_put(line, 0, 0, LOOK_STRONG, "help");
}

static const char *why(const struct room *room, const struct command *command)
{
    (void)room;
    return command->action == ACTION_STOP ? "Nothing runs." : NULL;
}

static void scroll(struct help_room *self, int to)
{
    int last = self->rows - self->page;
    self->top = to > last ? last : to;
    if (self->top < 0)
        self->top = 0;
}

static struct move act(struct room *room, const struct command *command)
{
    struct help_room *self = own(room);
    switch (command->action) {
    case ACTION_UP:             scroll(self, self->top - 1); break;
    case ACTION_DOWN:           scroll(self, self->top + 1); break;
    case ACTION_WHEEL_UP:       scroll(self, self->top - 3); break;
    case ACTION_WHEEL_DOWN:     scroll(self, self->top + 3); break;
    case ACTION_SCREEN_UP:      scroll(self, self->top - self->page + 1); break;
    case ACTION_SCREEN_DOWN:    scroll(self, self->top + self->page - 1); break;
    case ACTION_TOP:            scroll(self, 0); break;
    case ACTION_BOTTOM:         scroll(self, self->rows); break;
    default:                    break;
    }
    return move_stay();
}

static const char *brief(const struct room *room, enum action action)
{
    (void)room;
    return action == ACTION_HELP ? "close" : NULL;
}

static void destroy(struct room *room)
{
    free(room);
}

static const struct room_ops help_room = {
    .name = "help", .keys = KEYS_TEXT, .title = title, .draw = draw, .why = why, .act = act,
    .brief = brief, .destroy = destroy,
};

bool help_room_is(const struct room *room)
{
    return room->ops == &help_room;
}

struct room *help_room_make(const struct room *about, struct err *err)
{
    struct help_room *self = calloc(1, sizeof *self);
    if (!self) {
        err_set(err, "no memory for the help screen");
        return NULL;
    }
    room_make(&self->room, &help_room);
    self->about = about->ops->name;
    self->keys = about->ops->keys;
    return &self->room;
}
