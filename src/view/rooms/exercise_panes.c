/* exercise_panes.c — the task, what is asked and whether it holds, the verdict and the hints in one box; the learner's
 * source in the other: beside it where there is room, else below. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/editor.h"
#include "view/rooms/exercise.h"
#include "view/say.h"

enum { WIDE = 110, SOURCE_LEAST = 7, MESSAGES_MOST = 3 };

void exercise_title(const struct room *room, struct pane *line)
{
    const struct exercise_room *self = exercise_of(room);
    int column = pane_printf(line, 0, 0, LOOK_TITLE, "%s %s", self->plan.lesson->number, self->plan.lesson->name);
    column = pane_put(line, 0, column, LOOK_BORDER, glyph(line, " › ", " > "));
    pane_put(line, 0, column, LOOK_TITLE, self->plan.exercise->title);
    pane_put(line, 0, line->columns - 8, LOOK_DIM, "exercise");
}

/* ---- the text ---- */

static int draw_demand(struct pane *pane, int row, const struct demand *demand)
{
    static const struct { enum look look; const char *unicode, *ascii; } marks[] = {
        [DEMAND_UNKNOWN] = { LOOK_DIM, "○", "?" }, [DEMAND_HOLDS] = { LOOK_GOOD, "✓", "v" }, [DEMAND_FAILS] = { LOOK_FAILURE, "✗", "x" },
    };
    pane_put(pane, row, 0, marks[demand->state].look, glyph(pane, marks[demand->state].unicode, marks[demand->state].ascii));
    return row + say_wrap(pane, row, 2, pane->columns - 2, 4, LOOK_PLAIN, demand->text);
}

static enum look verdict_look(enum judged judged)
{
    switch (judged) {
    case JUDGED_PASSED:     return LOOK_GOOD;
    case JUDGED_FAILED:
    case JUDGED_NO_PROGRAM: return LOOK_FAILURE;
    case JUDGED_OPEN:       return LOOK_DIM;
    default:                return LOOK_WARNING;
    }
}

/* What the compiler says, or why there was none. */
static int draw_messages(const struct exercise_room *self, struct pane *pane, int row)
{
    const struct build_message *messages;
    size_t count = attempt_messages(self->attempt, &messages);
    char text[400];
    row += say_wrap(pane, row, 0, pane->columns, 4, LOOK_FAILURE,
                    count ? "Not passed: it does not compile." : self->judgement.sentence);
    for (size_t k = 0; k < count && k < MESSAGES_MOST; k++) {
        snprintf(text, sizeof text, "line %d: %.300s", messages[k].line, messages[k].text);
        row += say_wrap(pane, row, 2, pane->columns - 2, 3, messages[k].error ? LOOK_FAILURE : LOOK_WARNING, text);
    }
    return row;
}

static int draw_verdict(const struct exercise_room *self, struct pane *pane, int row)
{
    const struct judgement *judgement = &self->judgement;
    char text[200];
    if (!self->attempt)
        return row + say_wrap(pane, row, 0, pane->columns, 4, LOOK_FAILURE, self->trouble.text);
    if (exercise_is_judging(self) && !judgement->shown) {
        if (attempt_builds(self->attempt))
            snprintf(text, sizeof text, "Compiling your file.");
        else if (self->plan.exercise->live)
            snprintf(text, sizeof text, "Running it at full speed: %llu of %d times.", attempt_tried(self->attempt), ATTEMPT_RUNS);
        else
            snprintf(text, sizeof text, "Trying every way it can go: %llu so far.", attempt_tried(self->attempt));
        return row + say_wrap(pane, row, 0, pane->columns, 2, LOOK_DIM, text);
    }
    if (judgement->judged == JUDGED_NO_PROGRAM)
        return draw_messages(self, pane, row);
    row += say_wrap(pane, row, 0, pane->columns, 8, verdict_look(judgement->shown ? JUDGED_FAILED : judgement->judged),
                    judgement->sentence);
    if (judgement->shown)
        row += say_wrap(pane, row, 0, pane->columns, 2, LOOK_PLAIN, "Enter lets you watch that run, step by step.");
    else if (exercise_can_be_watched(self))
        row += say_wrap(pane, row, 0, pane->columns, 2, LOOK_PLAIN, "Enter lets you run it live, step by step.");
    if (judgement->judged == JUDGED_PASSED)
        row += say_wrap(pane, row, 0, pane->columns, 2, LOOK_PLAIN, "S compares it with our solution; q leads back to the lesson.");
    return row;
}

static int draw_hints(const struct exercise_room *self, struct pane *pane, int row)
{
    char text[600];
    for (size_t k = 0; k < self->hints && self->plan.exercise->hints[k]; k++) {
        snprintf(text, sizeof text, "Hint %zu of %zu: %s", k + 1, exercise_hints(self), self->plan.exercise->hints[k]);
        row += say_wrap(pane, row, 0, pane->columns, 8, LOOK_EMPHASIS, text);
    }
    return row;
}

/* Draws the text from `row` on and returns the row after it; what lies outside of the pane is cut off. */
static int draw_text(const struct exercise_room *self, struct pane *pane, int row)
{
    row += say_wrap(pane, row, 0, pane->columns, 12, LOOK_PLAIN, self->plan.exercise->task) + 1;
    if (self->changed)
        row += say_wrap(pane, row, 0, pane->columns, 4, LOOK_WARNING, exercise_change_text(self->changed));
    row = draw_verdict(self, pane, row) + 1;
    for (size_t k = 0; k < self->judgement.count; k++)
        row = draw_demand(pane, row, &self->judgement.demands[k]);
    if (!editor_name())
        row += say_wrap(pane, row, 0, pane->columns, 3, LOOK_DIM, "Change your file in any editor; the lab sees when you "
                        "save it. (With EDITOR set, `e` opens it.)");
    return self->hints ? draw_hints(self, pane, row + 1) : row;
}

static void draw_more(const struct exercise_room *self, struct pane *pane)
{
    if (self->text_top > 0)
        pane_put(pane, 0, pane->columns - 1, LOOK_KEY, glyph(pane, "▴", "^"));
    if (self->text_rows - self->text_top > pane->rows)
        pane_put(pane, pane->rows - 1, pane->columns - 1, LOOK_KEY, glyph(pane, "▾", "v"));
}

/* ---- the boxes ---- */

static void box(struct pane *pane, bool focus, const char *title)
{
    char text[300];
    snprintf(text, sizeof text, "%s%.280s", focus ? glyph(pane, "▸ ", "> ") : "", title);
    pane_box(pane, focus ? LOOK_STRONG : LOOK_BORDER, text);
}

static void draw_source(struct exercise_room *self, struct pane *pane)
{
    const char *home = getenv("HOME");
    size_t length = home ? strlen(home) : 0;
    char title[300];
    if (length > 1 && strncmp(self->path, home, length) == 0)
        snprintf(title, sizeof title, "~%.250s", self->path + length);
    else
        snprintf(title, sizeof title, "%.250s", self->path);
    box(pane, self->in_source, title);
    struct pane inner = pane_part(pane, 1, 1, pane->rows - 2, pane->columns - 2);
    if (!self->source)
        return;
    int most = source_lines(self->source) - inner.rows + 1;
    self->source_top = self->source_top > most ? most : self->source_top;
    self->source_top = self->source_top < 1 ? 1 : self->source_top;
    source_draw(self->source, NULL, &(struct source_look){ .top = self->source_top, .wrong = self->wrong_line }, &inner);
}

static void draw_task(struct exercise_room *self, struct pane *pane)
{
    box(pane, !self->in_source, self->plan.exercise->title);
    struct pane inner = pane_part(pane, 1, 2, pane->rows - 2, pane->columns - 4);
    int most = self->text_rows - inner.rows;
    self->text_top = self->text_top > most ? most : self->text_top;
    self->text_top = self->text_top < 0 ? 0 : self->text_top;
    draw_text(self, &inner, -self->text_top);
    struct pane edge = pane_part(pane, 1, 2, pane->rows - 2, pane->columns - 2);
    draw_more(self, &edge);
}

static void draw_big(struct exercise_room *self, struct pane *pane)
{
    struct pane nothing = pane_part(pane, 0, 0, 0, pane->columns - 4);
    self->text_rows = draw_text(self, &nothing, 0);
    if (self->in_source)
        draw_source(self, pane);
    else
        draw_task(self, pane);
}

void exercise_draw(struct room *room, struct pane *pane)
{
    struct exercise_room *self = exercise_of(room);
    if (self->big) {
        draw_big(self, pane);
        return;
    }
    self->wide = pane->columns >= WIDE;
    int columns = self->wide ? pane->columns / 2 : pane->columns;
    struct pane nothing = pane_part(pane, 0, 0, 0, columns - 4);
    self->text_rows = draw_text(self, &nothing, 0);
    int rows = self->text_rows + 2 > pane->rows - SOURCE_LEAST ? pane->rows - SOURCE_LEAST : self->text_rows + 2;
    self->split = self->wide ? columns : rows;
    struct pane text = pane_part(pane, 0, 0, self->wide ? pane->rows : rows, columns);
    struct pane source = self->wide ? pane_part(pane, 0, columns, pane->rows, pane->columns - columns)
                                    : pane_part(pane, rows, 0, pane->rows - rows, columns);
    draw_task(self, &text);
    draw_source(self, &source);
}
