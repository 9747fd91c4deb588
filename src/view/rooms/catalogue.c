/* catalogue.c — the first screen: every lesson, how far one has come, and what stands in the one under the cursor. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/done.h"
#include "view/rooms/rooms.h"
#include "view/story.h"

enum { SIDE_BY_SIDE = 104, BAR = 10, DETAILS_LEAST = 9 };

struct catalogue_room {
    struct room room;
    struct catalogue_plan plan;
    const struct lesson *const *lessons;
    size_t count, cursor, top;      /* top: the first lesson in the list's pane */
    int list_rows;                  /* of the last drawing: how many lessons it showed */
    char last[128];                 /* where the learner left off when this was last on top */
};

static struct catalogue_room *own(const struct room *room)
{
    return (struct catalogue_room *)room;
}

static const struct lesson *under_cursor(const struct catalogue_room *self)
{
    return self->count ? self->lessons[self->cursor] : NULL;
}

static void draw_bar(struct pane *pane, int row, int column, size_t part, size_t of)
{
    int full = of ? (int)(part * BAR / of) : 0;
    if (part > 0 && full == 0)
        full = 1;
    pane_fill(pane, row, column, BAR, LOOK_BORDER, glyph(pane, "░", "."));
    pane_fill(pane, row, column, full, part == of ? LOOK_GOOD : LOOK_BAR, glyph(pane, "█", "#"));
}

static void draw_progress(const struct catalogue_room *self, struct pane *pane, int row, const struct lesson *lesson)
{
    size_t of, part = done_all(self->plan.progress, lesson, &of);
    int right = pane->columns - BAR - 11;
    struct pane end = pane_part(pane, row, right, 1, BAR + 11);
    pane_fill(&end, 0, 0, end.columns, LOOK_PLAIN, " ");
    if (lesson->complaint) {
        pane_put(&end, 0, 2, LOOK_WARNING, glyph(pane, "✗ cannot be read", "X cannot be read"));
        return;
    }
    draw_bar(pane, row, right + 1, part, of);
    if (part == of && of > 0)
        pane_put(&end, 0, BAR + 2, LOOK_GOOD, glyph(pane, "✓ done", "done"));
    else
        pane_printf(&end, 0, BAR + 2, part ? LOOK_PLAIN : LOOK_DIM, "%2zu/%zu", part, of);
}

/* What does not fit ends in dots. Returns the column after it. */
static int put_cut(struct pane *pane, int row, int column, enum look look, const char *text)
{
    int end = pane_put(pane, row, column, look, text);
    if (end > pane->columns)
        pane_put(pane, row, pane->columns - 1, look, glyph(pane, "…", "."));
    return end;
}

static void draw_row(const struct catalogue_room *self, struct pane *pane, int row, size_t k)
{
    const struct lesson *lesson = self->lessons[k];
    bool here = k == self->cursor;
    size_t page;
    int column = pane_put(pane, row, 0, LOOK_KEY, here ? glyph(pane, " ▸ ", " > ") : "   ");
    column = pane_printf(pane, row, column, LOOK_DIM, "%s  ", lesson->number);
    column = pane_put(pane, row, column, here ? LOOK_STRONG : LOOK_PLAIN, lesson->title);
    if (done_left_off(self->plan.progress, lesson, &page))
        column = pane_put(pane, row, column + 2, LOOK_GOOD, glyph(pane, "◂ here", "< here"));
    int end = pane->columns - BAR - 11;
    struct pane rest = pane_part(pane, row, 0, 1, end - 1);
    if (pane->columns > 90)
        put_cut(&rest, 0, column < 30 ? 32 : column + 2, LOOK_DIM, lesson->summary);
    if (here) {
        pane_look(pane, row, 0, end, LOOK_TITLE);
        pane_reverse(pane, row, 0, end);
    }
    draw_progress(self, pane, row, lesson);
}

static void keep_in_sight(struct catalogue_room *self, int rows)
{
    self->list_rows = rows;
    if (self->cursor < self->top)
        self->top = self->cursor;
    if (rows > 0 && self->cursor >= self->top + (size_t)rows)
        self->top = self->cursor - (size_t)rows + 1;
}

static void draw_list(struct catalogue_room *self, struct pane *pane)
{
    pane_box(pane, LOOK_BORDER, "Lessons");
    struct pane list = pane_part(pane, 1, 1, pane->rows - 2, pane->columns - 2);
    keep_in_sight(self, list.rows);
    for (int row = 0; row < list.rows && self->top + (size_t)row < self->count; row++)
        draw_row(self, &list, row, self->top + (size_t)row);
    if (self->count == 0)
        pane_wrap(&list, 1, 2, LOOK_WARNING, "There is no lesson in the lessons folder. "
                                             "A program of your own opens with `threadlab run FILE.c`.");
    if (self->top + (size_t)list.rows < self->count)
        pane_put(pane, pane->rows - 1, pane->columns - 4, LOOK_KEY, glyph(pane, "▾", "v"));
    if (self->top > 0)
        pane_put(pane, 0, pane->columns - 4, LOOK_KEY, glyph(pane, "▴", "^"));
}

/* The last row of a list that goes on below the pane says so. */
static void note_rest(struct pane *pane, int rows)
{
    if (rows <= pane->rows)
        return;
    pane_fill(pane, pane->rows - 1, 0, pane->columns, LOOK_PLAIN, " ");
    pane_printf(pane, pane->rows - 1, 3, LOOK_DIM, "and %d more", rows - pane->rows + 1);
}

static int draw_pages(const struct catalogue_room *self, struct pane *pane, int row, const struct lesson *lesson)
{
    size_t opens = done_opening_page(self->plan.progress, lesson);
    pane_put(pane, row++, 0, LOOK_TITLE, "Pages");
    for (size_t k = 0; k < lesson->page_count; k++, row++) {
        bool was_read = done_page(self->plan.progress, lesson, k);
        pane_put(pane, row, 1, was_read ? LOOK_GOOD : LOOK_DIM, was_read ? glyph(pane, "✓", "v") : glyph(pane, "·", "."));
        int column = pane_printf(pane, row, 3, LOOK_DIM, "%*zu ", lesson->page_count > 9 ? 2 : 1, k + 1);
        column = put_cut(pane, row, column, LOOK_PLAIN, lesson->pages[k].title);
        if (k == opens && column + 8 <= pane->columns)
            pane_put(pane, row, column + 1, LOOK_KEY, glyph(pane, "◂ enter", "< enter"));
        else if (k == opens)
            pane_put(pane, row, pane->columns - 1, LOOK_KEY, glyph(pane, "◂", "<"));
    }
    return row;
}

static int draw_tasks(const struct catalogue_room *self, struct pane *pane, int row, const struct lesson *lesson)
{
    size_t of;
    struct done_task task;
    if (done_tasks(self->plan.progress, lesson, &of) + of == 0)
        return row;
    pane_put(pane, row++, 0, LOOK_TITLE, "Questions, hunts, exercises");
    for (size_t p = 0; p < lesson->page_count; p++)
        for (size_t b = 0; b < lesson->pages[p].block_count; b++) {
            if (!done_task(self->plan.progress, lesson, &lesson->pages[p].blocks[b], &task))
                continue;
            pane_put(pane, row, 1, task.done ? LOOK_GOOD : LOOK_DIM, task.done ? glyph(pane, "✓", "v") : glyph(pane, "·", "."));
            int column = pane_printf(pane, row, 3, LOOK_DIM, "p. %zu ", p + 1);
            column = pane_printf(pane, row, column, LOOK_CODE, "%s ", task.kind);
            put_cut(pane, row++, column, LOOK_PLAIN, task.title);
        }
    return row + 1;
}

static int draw_demos(const struct catalogue_room *self, struct pane *pane, int row, const struct lesson *lesson)
{
    pane_put(pane, row++, 0, LOOK_TITLE, "Programs");
    for (size_t k = 0; k < lesson->demo_count; k++, row++) {
        const struct demo *demo = lesson->demos[k];
        bool ran = done_demo(self->plan.progress, lesson, demo);
        pane_put(pane, row, 1, ran ? LOOK_GOOD : LOOK_DIM, ran ? glyph(pane, "✓", "v") : glyph(pane, "·", "."));
        int column = pane_put(pane, row, 3, LOOK_CODE, demo->name) + 2;
        column = put_cut(pane, row, column < 16 ? 16 : column, LOOK_PLAIN, demo->title);
        if (demo->broken)
            put_cut(pane, row, column + 2, LOOK_WARNING, glyph(pane, "⚠ broken on purpose", "! broken on purpose"));
    }
    return row;
}

/* A page shown before it is opened, where there is room for it. */
static void draw_preview(const struct catalogue_room *self, struct pane *pane, int row, const struct lesson *lesson)
{
    size_t page = done_opening_page(self->plan.progress, lesson);
    if (page >= lesson->page_count || row + 4 > pane->rows)
        return;
    pane_fill(pane, row, 0, pane->columns, LOOK_BORDER, glyph(pane, "┄", "-"));
    struct pane rest = pane_part(pane, row + 2, 0, pane->rows - row - 2, pane->columns < 78 ? pane->columns : 78);
    story_draw(&rest, &lesson->pages[page], 0);
}

static void draw_complaint(struct pane *pane, const struct lesson *lesson)
{
    int row = pane_wrap(pane, 0, 0, LOOK_WARNING, lesson->complaint) + 1;
    pane_wrap(pane, row, 0, LOOK_PLAIN, "The lesson cannot be opened until this is mended; all others can.");
}

static void draw_details(const struct catalogue_room *self, struct pane *pane)
{
    const struct lesson *lesson = under_cursor(self);
    char title[160];
    if (!lesson)
        return;
    snprintf(title, sizeof title, "%s %s", lesson->number, lesson->title);
    pane_box(pane, LOOK_BORDER, title);
    struct pane inner = pane_part(pane, 1, 2, pane->rows - 2, pane->columns - 4);
    if (lesson->complaint) {
        draw_complaint(&inner, lesson);
        return;
    }
    int row = pane_wrap(&inner, 0, 0, LOOK_PLAIN, lesson->summary) + (inner.rows > DETAILS_LEAST);
    size_t tasks;
    done_tasks(self->plan.progress, lesson, &tasks);
    int pages = (int)lesson->page_count + 1, demos = (int)lesson->demo_count + 1;
    if (row + pages + demos + (int)tasks + 3 > inner.rows && inner.columns >= 70) {     /* low: side by side */
        int half = inner.columns * 2 / 5;
        struct pane left = pane_part(&inner, row, 0, inner.rows - row, half - 1);
        struct pane right = pane_part(&inner, row, half, inner.rows - row, inner.columns - half);
        note_rest(&left, draw_pages(self, &left, 0, lesson));
        note_rest(&right, draw_demos(self, &right, draw_tasks(self, &right, 0, lesson), lesson));
        return;
    }
    row = draw_pages(self, &inner, row, lesson) + 1;
    row = draw_tasks(self, &inner, row, lesson);
    row = draw_demos(self, &inner, row, lesson) + 1;
    draw_preview(self, &inner, row, lesson);
}

/* The list gets the rows it needs, but leaves the details enough to say something. */
static int list_rows_of(const struct catalogue_room *self, int rows)
{
    int wanted = (int)self->count + 2, most = rows - DETAILS_LEAST - 2;
    int least = 5;
    if (wanted > most)
        wanted = most;
    return wanted < least ? least : wanted;
}

static void draw(struct room *room, struct pane *pane)
{
    struct catalogue_room *self = own(room);
    bool wide = pane->columns >= SIDE_BY_SIDE;
    int split = wide ? pane->columns * 2 / 5 : list_rows_of(self, pane->rows);
    struct pane list = wide ? pane_part(pane, 0, 0, pane->rows, split) : pane_part(pane, 0, 0, split, pane->columns);
    struct pane details = wide ? pane_part(pane, 0, split, pane->rows, pane->columns - split)
                               : pane_part(pane, split, 0, pane->rows - split, pane->columns);
    draw_list(self, &list);
    draw_details(self, &details);
}

static void title(const struct room *room, struct pane *line)
{
    const struct catalogue_room *self = own(room);
    size_t part = 0, of = 0;
    for (size_t k = 0; k < self->count; k++) {
        size_t each_of;
        part += done_all(self->plan.progress, self->lessons[k], &each_of);
        of += each_of;
    }
    char state[80];
    snprintf(state, sizeof state, "%zu lesson%s  %zu%% done", self->count, self->count == 1 ? "" : "s", of ? part * 100 / of : 0);
    pane_put(line, 0, 0, LOOK_STRONG, "catalogue");
    pane_put(line, 0, line->columns - text_columns(state), LOOK_DIM, state);
}

static const char *why(const struct room *room, const struct command *command)
{
    const struct catalogue_room *self = own(room);
    const struct lesson *lesson = under_cursor(self);
    if (command->action == ACTION_STOP)
        return "Nothing runs.";
    if (command->action == ACTION_OPEN && !lesson)
        return "There is no lesson to open.";
    if (command->action == ACTION_OPEN && lesson->complaint)
        return "This lesson cannot be read; what is wrong stands beside it.";
    return NULL;
}

static struct move open_lesson(struct catalogue_room *self)
{
    const struct lesson *lesson = under_cursor(self);
    struct demo_plan plan = {
        .lesson = lesson, .page = done_opening_page(self->plan.progress, lesson), .progress = self->plan.progress, .measured = self->plan.measured,
    };
    struct err err = { "" };
    struct room *room = demo_room_make(&plan, &err);
    if (room)
        return move_open(room);
    room_say(&self->room, LOOK_FAILURE, "%s", err.text);
    return move_stay();
}

static struct move open_tour(struct catalogue_room *self)
{
    struct err err = { "" };
    struct room *room = tour_room_make(&err);
    if (room)
        return move_open(room);
    room_say(&self->room, LOOK_FAILURE, "%s", err.text);
    return move_stay();
}

static void go(struct catalogue_room *self, long to)
{
    long last = (long)self->count - 1;
    self->cursor = (size_t)(to < 0 || last < 0 ? 0 : to > last ? last : to);
}

/* A click chooses; a click on what is chosen opens it. */
static struct move click(struct catalogue_room *self, int row)
{
    size_t at = self->top + (size_t)(row > 0 ? row - 1 : 0);
    if (row < 1 || row > self->list_rows || at >= self->count)
        return move_stay();
    if (at != self->cursor || self->lessons[at]->complaint) {
        self->cursor = at;
        return move_stay();
    }
    return open_lesson(self);
}

static struct move act(struct room *room, const struct command *command)
{
    struct catalogue_room *self = own(room);
    long at = (long)self->cursor, screenful = self->list_rows > 1 ? self->list_rows - 1 : 1;
    switch (command->action) {
    case ACTION_WHEEL_UP:
    case ACTION_UP:             go(self, at - 1); break;
    case ACTION_WHEEL_DOWN:
    case ACTION_DOWN:           go(self, at + 1); break;
    case ACTION_SCREEN_UP:      go(self, at - screenful); break;
    case ACTION_SCREEN_DOWN:    go(self, at + screenful); break;
    case ACTION_TOP:            go(self, 0); break;
    case ACTION_BOTTOM:         go(self, (long)self->count); break;
    case ACTION_OPEN:           return open_lesson(self);
    case ACTION_TOUR:           return open_tour(self);
    case ACTION_CLICK:          return click(self, command->row);
    default:                    break;
    }
    return move_stay();
}

/* Coming back from a lesson, the cursor stands where the learner left off; from the help screen it has not moved. */
static void shown(struct room *room)
{
    struct catalogue_room *self = own(room);
    const char *last = self->plan.progress ? progress_last(self->plan.progress) : "";
    size_t page;
    if (strcmp(last, self->last) == 0)
        return;
    snprintf(self->last, sizeof self->last, "%s", last);
    for (size_t k = 0; k < self->count; k++)
        if (done_left_off(self->plan.progress, self->lessons[k], &page))
            self->cursor = k;
}

static void destroy(struct room *room)
{
    free(room);
}

static const struct room_ops catalogue_room = {
    .name = "catalogue", .keys = KEYS_LIST,
    .title = title, .draw = draw, .why = why, .act = act, .shown = shown, .destroy = destroy,
};

struct room *catalogue_room_make(const struct catalogue_plan *plan, struct err *err)
{
    struct catalogue_room *self = calloc(1, sizeof *self);
    if (!self) {
        err_set(err, "no memory for the catalogue");
        return NULL;
    }
    room_make(&self->room, &catalogue_room);
    self->plan = *plan;
    self->count = catalogue_lessons(plan->catalogue, &self->lessons);
    return &self->room;
}
