/* outcomes.c — every way a program can go: the search as it goes on, the results and data races it has found, and the
 * verdict. Enter goes back to the program with the schedule of the chosen row, to walk along it. Life and keys; the rest
 * stands in the files that outcomes_inside.h names. */
#include <stdlib.h>

#include "view/rooms/outcomes_inside.h"

static void title(const struct room *room, struct pane *line)
{
    pane_put(line, 0, 0, LOOK_STRONG, outcomes_of(room)->plan.name);
    pane_put(line, 0, line->columns - 8, LOOK_DIM, "outcomes");
}

/* ---- keys ---- */

/* More time can help only where there was something left to do. */
static const char *why_not_again(const struct outcomes_room *self)
{
    const struct report *progress = search_progress(self->plan.search);
    if (outcomes_goes_on(self) || search_state(self->plan.search) == SEARCH_FAILED)
        return NULL;
    if (progress->complete)
        return "Every way has been gone: another search would find the same.";
    return progress->stopped == STOP_ONLY_LIVE ? "Another search would end at the same call, which only a live run can do." : NULL;
}

static const char *why(const struct room *room, const struct command *command)
{
    const struct outcomes_room *self = outcomes_of(room);
    switch (command->action) {
    case ACTION_OPEN:
        return outcomes_count(self) ? NULL : "Nothing has been found yet.";
    case ACTION_EXPLORE:
        return why_not_again(self);
    case ACTION_STOP:
        return outcomes_goes_on(self) || outcomes_free_goes_on(self) ? NULL : "The search has ended.";
    case ACTION_TOUR:
        return "The tour begins in the list of lessons.";
    default:
        return NULL;
    }
}

static void choose(struct outcomes_room *self, long row)
{
    if (row >= (long)self->count)
        row = (long)self->count - 1;
    self->row = row > 0 ? (size_t)row : 0;
    const struct report *report = outcomes_chosen(self);
    if (!report)
        return;
    self->moved = true;
    self->kind = report->kind;
    self->number = report->number;
}

static void click(struct outcomes_room *self, int row)
{
    if (row >= self->first && row < self->first + self->shown)
        choose(self, (long)self->top + row - self->first);
}

static void stop(struct outcomes_room *self)
{
    bool search = outcomes_goes_on(self);
    if (search)
        search_stop(self->plan.search);
    if (outcomes_free_goes_on(self))
        free_runs_stop(self->plan.free_runs);
    room_say(&self->room, LOOK_PLAIN, search ? "Stopped: what has been found stays." : "The free runs are stopped.");
}

static void search_again(struct outcomes_room *self)
{
    struct err err = { "" };
    if (outcomes_goes_on(self)) {
        search_stop(self->plan.search);
        room_say(&self->room, LOOK_PLAIN, "Stopped: what has been found stays. x searches again.");
        return;
    }
    struct search *search = self->plan.again(self->plan.data, &err);
    if (!search) {
        room_say(&self->room, LOOK_FAILURE, "%s", err.text);
        return;
    }
    self->plan.search = search;
    self->moved = false;
    outcomes_sort(self);                /* what the rows pointed at is gone */
}

static void run_freely(struct outcomes_room *self)
{
    struct err err = { "" };
    if (outcomes_free_goes_on(self)) {
        free_runs_stop(self->plan.free_runs);
        room_say(&self->room, LOOK_PLAIN, "The free runs are stopped; what came of them stays.");
        return;
    }
    struct free_runs *runs = self->plan.run_freely(self->plan.data, &err);
    if (runs)
        self->plan.free_runs = runs;
    else
        room_say(&self->room, LOOK_FAILURE, "%s", err.text);
}

static struct move act(struct room *room, const struct command *command)
{
    struct outcomes_room *self = outcomes_of(room);
    outcomes_sort(self);
    switch (command->action) {
    case ACTION_UP:
    case ACTION_WHEEL_UP:       choose(self, (long)self->row - 1); break;
    case ACTION_DOWN:
    case ACTION_WHEEL_DOWN:     choose(self, (long)self->row + 1); break;
    case ACTION_SCREEN_UP:      choose(self, (long)self->row - self->shown); break;
    case ACTION_SCREEN_DOWN:    choose(self, (long)self->row + self->shown); break;
    case ACTION_TOP:            choose(self, 0); break;
    case ACTION_BOTTOM:         choose(self, (long)self->count - 1); break;
    case ACTION_CLICK:          click(self, command->row); break;
    case ACTION_STOP:           stop(self); break;
    case ACTION_EXPLORE:        search_again(self); break;
    case ACTION_FREE:           run_freely(self); break;
    case ACTION_OPEN:
        self->plan.chosen(self->plan.data, outcomes_chosen(self));
        return move_back();
    default:
        break;
    }
    return move_stay();
}

static const char *brief(const struct room *room, enum action action)
{
    const struct outcomes_room *self = outcomes_of(room);
    switch (action) {
    case ACTION_OPEN:
        return "watch this run";
    case ACTION_EXPLORE:
        return outcomes_goes_on(self) ? "stop" : search_progress(self->plan.search)->stopped == STOP_TIME ? "search longer" : NULL;
    case ACTION_FREE:
        return outcomes_free_goes_on(self) ? "stop free runs" : NULL;
    default:
        return NULL;
    }
}

/* ---- waiting ---- */

static int fds(const struct room *room, struct pollfd *out, int max)
{
    const struct outcomes_room *self = outcomes_of(room);
    int count = 0;
    if (outcomes_goes_on(self) && count < max)
        out[count++] = (struct pollfd){ .fd = search_fd(self->plan.search), .events = POLLIN };
    if (outcomes_free_goes_on(self) && count < max)
        out[count++] = (struct pollfd){ .fd = free_runs_fd(self->plan.free_runs), .events = POLLIN };
    return count;
}

static int wait_ms(const struct room *room)
{
    const struct outcomes_room *self = outcomes_of(room);
    int wait = search_wait(self->plan.search);
    return self->plan.free_runs ? room_sooner(wait, free_runs_wait(self->plan.free_runs)) : wait;
}

/* The room below may have polled before: so what is known is compared with what was drawn. */
static bool tick(struct room *room)
{
    struct outcomes_room *self = outcomes_of(room);
    unsigned of;
    search_poll(self->plan.search);
    struct seen now = {
        .state = search_state(self->plan.search), .time = search_progress(self->plan.search)->nanoseconds,
        .rows = outcomes_count(self),
    };
    if (self->plan.free_runs) {
        free_runs_poll(self->plan.free_runs);
        now.free_state = free_runs_state(self->plan.free_runs);
        now.free_runs = free_runs_count(self->plan.free_runs, &of);
    }
    const struct report *chosen = outcomes_chosen(self);
    now.nearest = self->plan.nearest && chosen && *self->plan.nearest(self->plan.data, chosen);
    bool changed = now.nearest != self->seen.nearest || now.state != self->seen.state || now.time != self->seen.time || now.rows != self->seen.rows
        || now.free_state != self->seen.free_state || now.free_runs != self->seen.free_runs;
    self->seen = now;
    return changed;
}

static void destroy(struct room *room)
{
    free(room);
}

static const struct room_ops ops = {
    .name = "every way it can go", .keys = KEYS_OUTCOMES | KEYS_LIST, .title = title, .draw = outcomes_draw, .why = why,
    .act = act, .fds = fds, .wait_ms = wait_ms, .tick = tick, .brief = brief, .destroy = destroy,
};

struct room *outcomes_room_make(const struct outcomes_plan *plan, struct err *err)
{
    struct outcomes_room *self = calloc(1, sizeof *self);
    if (!self) {
        err_set(err, "no memory for the outcomes");
        return NULL;
    }
    room_make(&self->room, &ops);
    self->plan = *plan;
    return &self->room;
}
