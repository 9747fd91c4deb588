/* predict.c — a question before the run: the learner marks what will happen and commits; then the lab runs the program
 * every way it can go, and says what came up; where there are too many ways, many times, each with other dice, and then
 * what never came up is not called impossible. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session/trials.h"
#include "view/rooms/rooms.h"

enum { CHOICES_MOST = 9, RUNS = 100, BAR = 20 };

enum stage { STAGE_ASKS, STAGE_RUNS, STAGE_ANSWERED };

struct predict_room {
    struct room room;
    struct predict_plan plan;
    const struct demo *demo;
    size_t choices;
    bool marked[CHOICES_MOST];
    enum stage stage;
    struct trials *trials;
    int first_choice;               /* the row of the first choice, as drawn last */
};

static struct predict_room *own(const struct room *room)
{
    return (struct predict_room *)room;
}

/* ---- what the runs say ---- */

/* A choice is one line: what was printed on several is compared with blanks for their ends. */
static bool same_text(const char *printed, const char *line)
{
    while (*printed && (*printed == *line || (*printed == '\n' && *line == ' '))) {
        printed++;
        line++;
    }
    return !*printed && !*line;
}

static bool printed_line(const struct trial_result *result, const char *line)
{
    const char *last = strrchr(result->printed, '\n');
    return same_text(result->printed, line) || (last && same_text(last + 1, line));
}

static unsigned ended_so(const struct predict_room *self, enum outcome outcome)
{
    const struct trial_result *results;
    size_t count = trials_results(self->trials, &results);
    unsigned times = 0;
    for (size_t k = 0; k < count; k++)
        if (results[k].outcome == outcome)
            times += results[k].times;
    return times;
}

static unsigned printed_so(const struct predict_room *self, const char *line)
{
    const struct trial_result *results;
    size_t count = trials_results(self->trials, &results);
    unsigned times = 0;
    for (size_t k = 0; k < count; k++)
        if (printed_line(&results[k], line))
            times += results[k].times;
    return times;
}

/* In how many of the runs a choice came true. "yes" and "no" answer for whether the kind of thing was seen at all. */
static unsigned came_true(const struct predict_room *self, size_t choice)
{
    const char *text = self->plan.predict->choices[choice], *kind = self->plan.predict->kind;
    unsigned of, runs = trials_runs(self->trials, &of), times;
    if (strcmp(kind, "deadlock") == 0)
        times = ended_so(self, OUTCOME_DEADLOCK);
    else if (strcmp(kind, "race") == 0)
        times = trials_with_race(self->trials);
    else if (strcmp(kind, "crash") == 0)
        times = ended_so(self, OUTCOME_CRASHED) + ended_so(self, OUTCOME_ABORTED) + ended_so(self, OUTCOME_ASSERT);
    else
        return printed_so(self, text);
    return strncmp(text, "no", 2) == 0 ? (times ? 0 : runs) : times;
}

/* What is printed is asked for, and several choices may be right; else the choices are yes and no. */
static bool by_output(const struct predict_room *self)
{
    return strcmp(self->plan.predict->kind, "outputs") == 0;
}

/* Results that stand in no choice: the question did not think of them. */
static bool is_choice(const struct predict_room *self, const struct trial_result *result)
{
    for (size_t k = 0; k < self->choices; k++)
        if (printed_line(result, self->plan.predict->choices[k]))
            return true;
    return false;
}

/* ---- drawing ---- */

static void draw_bar(struct pane *pane, int row, int column, unsigned part, unsigned of)
{
    int full = of ? (int)(part * BAR / of) : 0;
    if (part > 0 && full == 0)
        full = 1;
    if (full > BAR)
        full = BAR;
    pane_fill(pane, row, column, full, LOOK_BAR, glyph(pane, "█", "#"));
}

static const char *verdict(bool marked, bool came, enum look *look)
{
    *look = marked == came ? LOOK_GOOD : LOOK_WARNING;
    if (came)
        return marked ? "you said so" : "you did not expect it";
    return marked ? "it did not come up" : "nor did you expect it";
}

static int longest_choice(const struct predict_room *self)
{
    int longest = 8;
    for (size_t k = 0; k < self->choices; k++)
        if (text_columns(self->plan.predict->choices[k]) > longest)
            longest = text_columns(self->plan.predict->choices[k]);
    return longest;
}

/* Of a question with yes and no one choice is the answer: how often it was so stands beside that. */
static void draw_answer(const struct predict_room *self, struct pane *pane, int row, int column, size_t k)
{
    unsigned of, runs = trials_runs(self->trials, &of), times = came_true(self, k);
    bool no = strncmp(self->plan.predict->choices[k], "no", 2) == 0, marked = self->marked[k];
    if (self->stage != STAGE_ANSWERED || times == 0) {
        if (self->stage == STAGE_ANSWERED && marked)
            pane_printf(pane, row, column, LOOK_WARNING, "%s it is not so", glyph(pane, "✗", "x"));
        return;
    }
    column = pane_printf(pane, row, column, marked ? LOOK_GOOD : LOOK_WARNING, "%s %s: ", glyph(pane, "✓", "v"),
                         marked ? "you said so" : "that is the answer");
    if (trials_complete(self->trials) && runs == 1)
        pane_put(pane, row, column, LOOK_PLAIN, "there is only one way");
    else
        pane_printf(pane, row, column, LOOK_PLAIN, "in %u of %u %s", no ? 0 : times, runs, trials_complete(self->trials) ? "ways" : "runs");
}

static void draw_found(const struct predict_room *self, struct pane *pane, int row, int column, size_t k)
{
    unsigned of, runs = trials_runs(self->trials, &of), times = came_true(self, k);
    if (!by_output(self)) {
        draw_answer(self, pane, row, column, k);
        return;
    }
    draw_bar(pane, row, column, times, runs);
    int end = pane_printf(pane, row, column + BAR + 1, times ? LOOK_STRONG : LOOK_DIM, "%3u", times);
    if (self->stage != STAGE_ANSWERED)
        return;
    enum look look;
    const char *text = verdict(self->marked[k], times > 0, &look);
    pane_printf(pane, row, end + 2, look, "%s %s", look == LOOK_GOOD ? glyph(pane, "✓", "v") : glyph(pane, "✗", "x"), text);
}

static int draw_choices(struct predict_room *self, struct pane *pane, int row)
{
    int wide = longest_choice(self);
    self->first_choice = row;
    for (size_t k = 0; k < self->choices; k++, row++) {
        bool marked = self->marked[k];
        int column = pane_printf(pane, row, 1, LOOK_KEY, "%zu ", k + 1);
        column = pane_put(pane, row, column, marked ? LOOK_GOOD : LOOK_DIM,
                          marked ? glyph(pane, "● ", "[x] ") : glyph(pane, "○ ", "[ ] "));
        pane_put(pane, row, column, marked ? LOOK_STRONG : LOOK_PLAIN, self->plan.predict->choices[k]);
        if (self->trials && !*trials_error(self->trials))
            draw_found(self, pane, row, column + wide + 3, k);
    }
    return row;
}

static int draw_others(const struct predict_room *self, struct pane *pane, int row)
{
    const struct trial_result *results;
    size_t count = trials_results(self->trials, &results);
    bool first = true;
    for (size_t k = 0; k < count && by_output(self); k++) {
        if (is_choice(self, &results[k]))
            continue;
        if (first)
            pane_put(pane, row++, 1, LOOK_WARNING, "Came up as well:");
        first = false;
        pane_printf(pane, row++, 3, LOOK_PLAIN, "%u times: %s %s", results[k].times,
                    results[k].outcome == OUTCOME_EXITED ? "" : outcome_sentence(results[k].outcome), results[k].printed);
    }
    return first ? row : row + 1;
}

static bool all_right(const struct predict_room *self)
{
    for (size_t k = 0; k < self->choices; k++)
        if (self->marked[k] != (came_true(self, k) > 0))
            return false;
    return true;
}

static void draw_conclusion(const struct predict_room *self, struct pane *pane, int row)
{
    unsigned of, runs = trials_runs(self->trials, &of);
    if (*trials_error(self->trials)) {
        pane_wrap(pane, row, 1, LOOK_FAILURE, trials_error(self->trials));
        return;
    }
    if (self->stage == STAGE_RUNS) {
        if (runs)
            pane_printf(pane, row, 1, LOOK_DIM, "run %u of %u, each with other dice %s", runs, of, glyph(pane, "…", "..."));
        else
            pane_printf(pane, row, 1, LOOK_DIM, "trying every way it can go %s", glyph(pane, "…", "..."));
        return;
    }
    row = draw_others(self, pane, row);
    row += pane_wrap(pane, row, 1, LOOK_STRONG, all_right(self) ? "You foresaw exactly what came up." :
                                                                  "That is not quite what came up.") + 1;
    if (*self->plan.predict->because)
        row += pane_wrap(pane, row, 1, LOOK_PLAIN, self->plan.predict->because);
    char text[200];
    if (trials_complete(self->trials) && runs == 1)
        snprintf(text, sizeof text, "There is only one way it can go.");
    else if (trials_complete(self->trials))
        snprintf(text, sizeof text, by_output(self) ? "All %u ways it can go have been tried; beside each choice stands how many lead "
                 "there. What is not among them cannot happen." : "All %u ways it can go have been tried.", runs);
    else
        snprintf(text, sizeof text, "%u runs, each with other dice. What did not come up in them may still be possible.", runs);
    row += pane_wrap(pane, row + 1, 1, LOOK_DIM, text) + 1;
    if (trials_given_up(self->trials))
        pane_printf(pane, row, 1, LOOK_WARNING, "%u of them took too long and were given up.", trials_given_up(self->trials));
}

static void draw(struct room *room, struct pane *pane)
{
    struct predict_room *self = own(room);
    pane_box(pane, LOOK_BORDER, self->stage == STAGE_ANSWERED ? "What happened" : "Before it runs: what do you expect?");
    struct pane inner = pane_part(pane, 2, 2, pane->rows - 3, pane->columns - 4);
    int row = pane_wrap(&inner, 0, 1, LOOK_STRONG, self->plan.predict->question) + 1;
    row = draw_choices(self, &inner, row) + 1;
    if (self->trials)
        draw_conclusion(self, &inner, row);
    else
        pane_wrap(&inner, row, 1, LOOK_DIM, by_output(self) ?
                  "Mark all that can happen with its digit, then commit with enter. The lab tries every way the program can go, and "
                  "compares." : "Choose with the digit, then commit with enter. The lab tries every way the program can go, and tells.");
}

static void title(const struct room *room, struct pane *line)
{
    const struct predict_room *self = own(room);
    int column = pane_printf(line, 0, 0, LOOK_STRONG, "%s %s", self->plan.lesson->number, self->plan.lesson->name);
    column = pane_put(line, 0, column, LOOK_BORDER, glyph(line, " › ", " > "));
    pane_put(line, 0, column, LOOK_STRONG, self->demo->name);
    pane_put(line, 0, line->columns - 8, LOOK_DIM, "question");
}

/* ---- keys ---- */

static bool any_marked(const struct predict_room *self)
{
    for (size_t k = 0; k < self->choices; k++)
        if (self->marked[k])
            return true;
    return false;
}

static const char *why(const struct room *room, const struct command *command)
{
    const struct predict_room *self = own(room);
    switch (command->action) {
    case ACTION_CHOOSE:
        if (self->stage != STAGE_ASKS)
            return "The answer is given; `q` leads back to the program.";
        return command->number > (int)self->choices ? "There are not that many choices." : NULL;
    case ACTION_COMMIT:
        if (self->stage != STAGE_ASKS)
            return "The answer is given; `q` leads back to the program.";
        return any_marked(self) ? NULL : "Mark at least one choice first, with its digit.";
    case ACTION_STOP:
        return self->stage == STAGE_RUNS ? NULL : "Nothing runs.";
    default:
        return NULL;
    }
}

static void commit(struct predict_room *self)
{
    struct session_plan plan = { .sources = self->demo->files, .flags = self->demo->flags, .carrier = CARRIER_FIBER };
    struct err err = { "" };
    self->trials = trials_start_all(&plan, RUNS, &err);
    if (!self->trials) {
        room_say(&self->room, LOOK_FAILURE, "%s", err.text);
        return;
    }
    self->stage = STAGE_RUNS;
    if (self->plan.progress) {
        char subject[200];
        snprintf(subject, sizeof subject, "%s/%s", self->plan.lesson->id, self->demo->name);
        progress_note(self->plan.progress, "predicted", subject);
    }
}

static void mark(struct predict_room *self, int choice)
{
    if (choice < 0 || choice >= (int)self->choices || self->stage != STAGE_ASKS)
        return;
    for (size_t k = 0; k < self->choices && !by_output(self); k++)
        self->marked[k] = self->marked[k] && (int)k == choice;
    self->marked[choice] = !self->marked[choice];
}

static struct move act(struct room *room, const struct command *command)
{
    struct predict_room *self = own(room);
    switch (command->action) {
    case ACTION_CHOOSE:
        mark(self, command->number - 1);
        break;
    case ACTION_CLICK:
        mark(self, command->row - 2 - self->first_choice);
        break;
    case ACTION_COMMIT:
        commit(self);
        break;
    case ACTION_STOP:
        self->stage = STAGE_ANSWERED;
        break;
    default:
        break;
    }
    return move_stay();
}

/* ---- waiting ---- */

static int fds(const struct room *room, struct pollfd *out, int max)
{
    const struct predict_room *self = own(room);
    if (self->stage != STAGE_RUNS || max < 1)
        return 0;
    out[0] = (struct pollfd){ .fd = trials_fd(self->trials), .events = POLLIN };
    return 1;
}

static int wait_ms(const struct room *room)
{
    const struct predict_room *self = own(room);
    return self->stage == STAGE_RUNS ? trials_wait(self->trials) : -1;
}

static bool tick(struct room *room)
{
    struct predict_room *self = own(room);
    if (self->stage != STAGE_RUNS)
        return false;
    bool changed = trials_poll(self->trials);
    if (trials_done(self->trials))
        self->stage = STAGE_ANSWERED;
    return changed || self->stage == STAGE_ANSWERED;
}

static void destroy(struct room *room)
{
    trials_stop(own(room)->trials);
    free(room);
}

static const struct room_ops predict_room = {
    .name = "question", .keys = KEYS_PREDICT,
    .title = title, .draw = draw, .why = why, .act = act, .fds = fds, .wait_ms = wait_ms, .tick = tick, .destroy = destroy,
};

struct room *predict_room_make(const struct predict_plan *plan, struct err *err)
{
    struct predict_room *self = calloc(1, sizeof *self);
    if (!self) {
        err_set(err, "no memory for the question");
        return NULL;
    }
    room_make(&self->room, &predict_room);
    self->plan = *plan;
    for (size_t k = 0; k < plan->lesson->demo_count; k++)
        if (strcmp(plan->lesson->demos[k]->name, plan->predict->demo) == 0)
            self->demo = plan->lesson->demos[k];
    while (self->choices < CHOICES_MOST && plan->predict->choices[self->choices])
        self->choices++;
    if (self->demo && self->choices > 0)
        return &self->room;
    err_set(err, "this question is about no program of the lesson");
    free(self);
    return NULL;
}
