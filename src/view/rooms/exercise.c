/* exercise.c — see exercise.h. The learner's file is judged when the room opens and whenever it has been saved, by whatever
 * program; a run that fails can be watched at once. */
#include "view/rooms/exercise.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/editor.h"
#include "lesson/exercise.h"
#include "view/rooms/compare.h"

enum { WHEEL = 3, SCREEN = 10, FAR = 10000 };     /* rows that a key scrolls */

bool exercise_is_judging(const struct exercise_room *self)
{
    return self->attempt && attempt_goes_on(self->attempt);
}

size_t exercise_hints(const struct exercise_room *self)
{
    size_t count = 0;
    while (self->plan.exercise->hints[count])
        count++;
    return count;
}

static bool has_passed(const struct exercise_room *self)
{
    char subject[200];
    return self->judgement.judged == JUDGED_PASSED
        || (self->plan.progress && progress_has(self->plan.progress, "did",
                                                exercise_subject(self->plan.lesson, self->plan.exercise, subject, sizeof subject)));
}

/* ---- judging ---- */

/* The line to look at: the compiler's first complaint, or where the failing run broke. */
static void find_wrong_line(struct exercise_room *self)
{
    const struct build_message *messages;
    size_t count = self->attempt ? attempt_messages(self->attempt, &messages) : 0;
    struct place where;
    self->wrong_line = 0;
    for (size_t k = 0; k < count && self->wrong_line == 0; k++)
        if (messages[k].error)
            self->wrong_line = messages[k].line;
    const struct report *shown = self->judgement.shown;
    const struct search *search = self->attempt ? attempt_search(self->attempt) : NULL;
    if (shown && shown->place && search && search_place(search, shown->place, &where))
        self->wrong_line = where.line;
}

static void note_judgement(struct exercise_room *self)
{
    char subject[200];
    int before = self->wrong_line;
    attempt_judge(self->plan.exercise, self->attempt, &self->judgement);
    find_wrong_line(self);
    if (self->wrong_line && self->wrong_line != before && self->source)
        self->source_top = source_follow(self->source, self->source_top, 8, self->wrong_line);
    if (self->judgement.judged == JUDGED_PASSED && self->plan.progress)
        progress_note(self->plan.progress, "did",
                      exercise_subject(self->plan.lesson, self->plan.exercise, subject, sizeof subject));
}

static void judge_again(struct exercise_room *self)
{
    struct err unread;
    bool made = false;
    attempt_close(self->attempt);
    self->attempt = NULL;
    self->judgement = (struct judgement){ .judged = JUDGED_OPEN };
    self->text_top = 0;                 /* the verdict stands above the hints */
    if (!exercise_copy(self->plan.lesson, self->plan.exercise, &made, &self->trouble))
        return;
    self->changed = exercise_changed(self->plan.lesson, self->plan.exercise);
    source_close(self->source);
    self->source = source_open(self->path, &unread);
    self->attempt = attempt_start(self->plan.exercise, self->path, &self->trouble);
    note_judgement(self);
    if (made)
        room_say(&self->room, LOOK_STRONG, "The exercise has been copied for you: it is yours, and never overwritten.");
}

/* ---- keys ---- */

bool exercise_can_be_watched(const struct exercise_room *self)
{
    return self->judgement.shown || (self->plan.exercise->live && self->judgement.judged == JUDGED_FAILED);
}

static const char *why(const struct room *room, const struct command *command)
{
    const struct exercise_room *self = exercise_of(room);
    switch (command->action) {
    case ACTION_EDIT:
        return editor_name() ? NULL : "No editor is set (EDITOR). Open the file named on the screen in any editor: saving it is noticed.";
    case ACTION_OPEN:
        return exercise_can_be_watched(self) ? NULL : "There is no failing run to watch.";
    case ACTION_HINT:
        return self->hints < exercise_hints(self) ? NULL : "There are no more hints.";
    case ACTION_STOP:
        return exercise_is_judging(self) ? NULL : "Nothing is being judged.";
    case ACTION_TOUR:
        return "The tour begins in the list of lessons.";
    default:
        return NULL;
    }
}

static struct move open_room(struct exercise_room *self, struct room *room, const struct err *err)
{
    if (room)
        return move_open(room);
    room_say(&self->room, LOOK_FAILURE, "%s", err->text);
    return move_stay();
}

static struct move watch_failure(struct exercise_room *self)
{
    const struct report *shown = self->judgement.shown;
    struct err err = { "" };
    if (!shown) {
        struct demo_plan live = { .demo = &self->mine };
        return open_room(self, demo_room_make(&live, &err), &err);
    }
    if (shown->steps > 0 && !*shown->schedule) {
        room_say(&self->room, LOOK_WARNING, "The schedule of that run is too long to be kept.");
        return move_stay();
    }
    struct demo_plan plan = { .demo = &self->mine, .schedule = shown->schedule, .walk = (uint32_t)shown->steps };
    return open_room(self, demo_room_make(&plan, &err), &err);
}

static struct move show_solution(struct exercise_room *self)
{
    struct err err = { "" };
    if (!has_passed(self) && !self->asked) {
        self->asked = true;
        room_say(&self->room, LOOK_WARNING, "%s", exercise_hints(self) > self->hints ?
                 "You have not passed yet, and there is a hint left: `i`. `S` once more shows the solution." :
                 "You have not passed yet. `S` once more shows the solution.");
        return move_stay();
    }
    struct compare_plan plan = {
        .title = self->plan.exercise->title, .mine = self->path, .theirs = self->plan.exercise->solution,
    };
    return open_room(self, compare_room_make(&plan, &err), &err);
}

/* It stands at the end of the text: drawing keeps the scrolling within it. */
static void show_hint(struct exercise_room *self)
{
    self->hints++;
    self->text_top = FAR;
}

static void scroll(struct exercise_room *self, int by)
{
    int *top = self->in_source ? &self->source_top : &self->text_top;
    int least = self->in_source ? 1 : 0;
    int most = self->in_source ? (self->source ? source_lines(self->source) : 1) : self->text_rows;
    *top = *top + by < least ? least : *top + by > most ? most : *top + by;
}

static void focus_at(struct exercise_room *self, const struct command *command)
{
    if (self->big)
        return;
    self->in_source = (self->wide ? command->column : command->row) >= self->split;
}

static struct move act(struct room *room, const struct command *command)
{
    struct exercise_room *self = exercise_of(room);
    switch (command->action) {
    case ACTION_EDIT:           return move_edit(self->path);
    case ACTION_OPEN:           return watch_failure(self);
    case ACTION_SOLUTION:       return show_solution(self);
    case ACTION_HINT:           show_hint(self); break;
    case ACTION_JUDGE:          judge_again(self); break;
    case ACTION_STOP:           attempt_stop(self->attempt); break;
    case ACTION_FOCUS:          self->in_source = !self->in_source; break;
    case ACTION_FOLD:           self->big = !self->big; break;
    case ACTION_CLICK:          focus_at(self, command); break;
    case ACTION_UP:             scroll(self, -1); break;
    case ACTION_DOWN:           scroll(self, 1); break;
    case ACTION_SCREEN_UP:      scroll(self, -SCREEN); break;
    case ACTION_SCREEN_DOWN:    scroll(self, SCREEN); break;
    case ACTION_TOP:            scroll(self, -FAR); break;
    case ACTION_BOTTOM:         scroll(self, FAR); break;
    case ACTION_WHEEL_UP:
    case ACTION_WHEEL_DOWN:
        focus_at(self, command);
        scroll(self, command->action == ACTION_WHEEL_UP ? -WHEEL : WHEEL);
        break;
    default:
        break;
    }
    return move_stay();
}

/* ---- waiting ---- */

static int fds(const struct room *room, struct pollfd *out, int max)
{
    const struct exercise_room *self = exercise_of(room);
    int count = 0;
    if (self->watch && count < max)
        out[count++] = (struct pollfd){ .fd = watch_fd(self->watch), .events = POLLIN };
    if (exercise_is_judging(self) && count < max)
        out[count++] = (struct pollfd){ .fd = attempt_fd(self->attempt), .events = POLLIN };
    return count;
}

static int wait_ms(const struct room *room)
{
    const struct exercise_room *self = exercise_of(room);
    return exercise_is_judging(self) ? attempt_wait(self->attempt) : -1;
}

static bool tick(struct room *room)
{
    struct exercise_room *self = exercise_of(room);
    bool changed = false;
    if (self->watch && watch_changed(self->watch)) {
        judge_again(self);
        changed = true;
    }
    while (exercise_is_judging(self) && attempt_poll(self->attempt))
        changed = true;
    if (changed)
        note_judgement(self);
    return changed;
}

static void destroy(struct room *room)
{
    struct exercise_room *self = exercise_of(room);
    watch_close(self->watch);
    attempt_close(self->attempt);
    source_close(self->source);
    free(self);
}

static const struct room_ops ops = {
    .name = "an exercise", .keys = KEYS_EXERCISE | KEYS_TEXT, .title = exercise_title, .draw = exercise_draw, .why = why,
    .act = act, .fds = fds, .wait_ms = wait_ms, .tick = tick, .destroy = destroy,
};

/* What every run must print, when there is just one such thing. */
static const char *only_output(const struct exercise *exercise)
{
    return exercise->prints[0] && !exercise->prints[1] ? exercise->prints[0] : "";
}

struct room *exercise_room_make(const struct exercise_plan *plan, struct err *err)
{
    struct err unwatched;
    struct exercise_room *self = calloc(1, sizeof *self);
    if (!self) {
        err_set(err, "no memory for the exercise");
        return NULL;
    }
    room_make(&self->room, &ops);
    self->plan = *plan;
    self->source_top = 1;
    if (!exercise_path(plan->lesson, plan->exercise, self->path, sizeof self->path, err)
        || !exercise_copy(plan->lesson, plan->exercise, NULL, err)) {
        free(self);
        return NULL;
    }
    self->files[0] = self->path;
    self->mine = (struct demo){
        .name = strrchr(self->path, '/') + 1, .title = plan->exercise->title, .files = self->files,
        .flags = plan->exercise->flags, .anchor = "", .expect = only_output(plan->exercise), .watch = "",
        .spurious = plan->exercise->spurious, .live = plan->exercise->live,
    };
    self->watch = watch_open(self->path, &unwatched);
    judge_again(self);
    return &self->room;
}
