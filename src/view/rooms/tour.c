/* tour.c — what a newcomer is told before the first lesson: four short steps, left at any time. */
#include <stdlib.h>

#include "view/rooms/rooms.h"
#include "view/story.h"

static const struct {
    const char *title, *text;
} steps[] = {
    { "You take the scheduler's chair",
      "Every program you will see here is an ordinary C file. The lab compiles it with the compiler of this machine and "
      "holds each of its threads before every step it takes: each read, each write, each lock.\n\n"
      "Then it shows what every thread is about to do, and lets somebody choose who goes next. That somebody can be you." },
    { "Watch, step, and step back",
      "`space` lets the program run by itself, slowly enough to follow; `<` and `>` change the pace.\n\n"
      "A digit lets the thread with that number take one step. `s` takes the step a scheduler would have chosen.\n\n"
      "`u` takes a step back, as often as you like, up to the very beginning. Nothing you do here can break anything." },
    { "Read the screen",
      "The story comes first; the arrow keys turn its pages. Beside it, or on a small screen in its place as soon as the "
      "program moves, stands the source, with the number of each thread at the line it has reached. `v` leads back.\n\n"
      "Below every thread has a lane with what it did. A thread that cannot go on stays in its place and says whom it "
      "waits for. What the last step changed is marked for exactly one step." },
    { "Ask at any time",
      "`x` finds out every way a program can go, and shows the run that goes wrong.\n\n"
      "The last line of the screen lists the keys that work just now. A key that does not work says why.\n\n"
      "`?` explains all keys and all pictures. `q` always leads one screen back, and from the catalogue out of the lab. "
      "What you have read and run is remembered." },
};

enum { STEPS = sizeof steps / sizeof steps[0], WIDE = 68, HIGH = 15 };

struct tour_room {
    struct room room;
    int step;
};

static struct tour_room *own(const struct room *room)
{
    return (struct tour_room *)room;
}

static void draw_dots(struct pane *pane, int row, int here)
{
    int column = 0;
    for (int k = 0; k < STEPS; k++)
        column = pane_put(pane, row, column, k == here ? LOOK_KEY : LOOK_DIM,
                          k == here ? glyph(pane, "● ", "* ") : glyph(pane, "○ ", "o "));
    pane_printf(pane, row, column + 1, LOOK_DIM, "%d of %d", here + 1, STEPS);
}

static void draw(struct room *room, struct pane *pane)
{
    int step = own(room)->step;
    int wide = pane->columns < WIDE + 4 ? pane->columns : WIDE + 4;
    int high = pane->rows < HIGH + 2 ? pane->rows : HIGH + 2;
    struct pane box = pane_part(pane, (pane->rows - high) / 2, (pane->columns - wide) / 2, high, wide);
    pane_box(&box, LOOK_BORDER, "Welcome to Thread Lab");
    struct pane inner = pane_part(&box, 2, 3, high - 3, wide - 6);
    pane_put(&inner, 0, 0, LOOK_STRONG, steps[step].title);
    struct pane text = pane_part(&inner, 2, 0, inner.rows - 3, inner.columns);
    story_tell(&text, 0, LOOK_PLAIN, steps[step].text);
    draw_dots(&inner, inner.rows - 1, step);
}

static void title(const struct room *room, struct pane *line)
{
    (void)room;
    pane_put(line, 0, 0, LOOK_STRONG, "a short tour");
}

static const char *why(const struct room *room, const struct command *command)
{
    if (command->action == ACTION_PAGE_BACK && own(room)->step == 0)
        return "This is the first step of the tour.";
    return command->action == ACTION_STOP ? "Nothing runs." : NULL;
}

static struct move act(struct room *room, const struct command *command)
{
    struct tour_room *self = own(room);
    switch (command->action) {
    case ACTION_PAGE_BACK:
        self->step--;
        break;
    case ACTION_PAGE_ON:
    case ACTION_OPEN:
    case ACTION_CLICK:
        if (self->step + 1 == STEPS)
            return move_back();
        self->step++;
        break;
    default:
        break;
    }
    return move_stay();
}

static const char *brief(const struct room *room, enum action action)
{
    if (action == ACTION_PAGE_ON)
        return own(room)->step + 1 == STEPS ? "to the lessons" : "next";
    return action == ACTION_LEAVE ? "skip" : NULL;
}

static void destroy(struct room *room)
{
    free(room);
}

static const struct room_ops tour_room = {
    .name = "tour", .keys = KEYS_STORY, .title = title, .draw = draw, .why = why, .act = act, .brief = brief,
    .destroy = destroy,
};

struct room *tour_room_make(struct err *err)
{
    struct tour_room *self = calloc(1, sizeof *self);
    if (!self) {
        err_set(err, "no memory for the tour");
        return NULL;
    }
    room_make(&self->room, &tour_room);
    return &self->room;
}
