/* outcomes.c — every way a program can go: the search as it goes on, the results and data races it has found, and the
 * verdict. Enter goes back to the program with the schedule of the chosen row, to walk along it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/rooms/outcomes.h"
#include "view/theme.h"

enum { NARROW = 96, LABEL = 34, BAR = 20, HEADER = 5 };

static int bar_columns(const struct pane *pane)
{
    return pane->columns >= NARROW ? BAR : BAR / 2;
}

static int label_columns(const struct pane *pane)
{
    return pane->columns >= NARROW ? LABEL + 10 : LABEL;
}

struct outcomes_room {
    struct room room;
    struct outcomes_plan plan;
    size_t row;                 /* the chosen one */
    struct seen {               /* when it was drawn last */
        enum search_state state;
        uint64_t time;
        size_t rows;
    } seen;
    int first;                  /* row of the pane where the list begins */
};

static struct outcomes_room *own(const struct room *room)
{
    return (struct outcomes_room *)room;
}

/* ---- rows: results first, then races ---- */

static size_t count_rows(const struct outcomes_room *self)
{
    const struct report *const *list;
    return search_found(self->plan.search, &list) + search_races(self->plan.search, &list);
}

static const struct report *row_at(const struct outcomes_room *self, size_t row)
{
    const struct report *const *found, *const *races;
    size_t founds = search_found(self->plan.search, &found), count = search_races(self->plan.search, &races);
    if (row < founds)
        return found[row];
    return row - founds < count ? races[row - founds] : NULL;
}

static bool has_failed(const struct outcomes_room *self, const struct report *report)
{
    const char *expect = self->plan.expect;
    size_t length = strlen(report->output), from;
    if (report->kind == REPORT_RACE || report->failed)
        return true;
    while (length > 0 && report->output[length - 1] == '\n')
        length--;
    for (from = length; from > 0 && report->output[from - 1] != '\n' && report->output[from - 1] != '\r'; from--)
        ;                       /* the last line is what is judged, as on the screen of the program */
    length -= from;
    return expect && *expect && (length != strlen(expect) || memcmp(report->output + from, expect, length) != 0);
}

/* ---- words ---- */

static unsigned long long number(uint64_t value)
{
    return (unsigned long long)value;
}

static int line_of(const struct outcomes_room *self, uint64_t place)
{
    struct place where;
    return search_place(self->plan.search, place, &where) ? where.line : 0;
}

static const char *verb(uint64_t act)
{
    if (act == ACT_FREE)
        return "free";
    return act_traits((enum act)act) & ACT_WRITES ? "write" : "read";
}

/* What it printed, on one line; how it ended, if that is not how it should. */
static void label(const struct outcomes_room *self, const struct report *report, char *out, size_t room)
{
    if (report->kind == REPORT_RACE) {
        snprintf(out, room, "data race: %s line %d, %s line %d", verb(report->other_act), line_of(self, report->other_place),
                 verb(report->act), line_of(self, report->place));
        return;
    }
    if (report->outcome != OUTCOME_EXITED) {
        snprintf(out, room, "%s%s%s", outcome_word((enum outcome)report->outcome), report->text[0] ? ": " : "", report->text);
        return;
    }
    size_t length = 0;
    for (const char *at = report->output; *at && length + 2 < room; at++)
        if (*at != '\n' || at[1])
            out[length++] = *at == '\n' ? '|' : *at;
    out[length] = '\0';
    if (report->leaked)
        snprintf(out + length, room - length, "%sleaks %llu bytes, line %d", length ? ", " : "", number(report->leaked),
                 line_of(self, report->place));
    else if (report->code)
        snprintf(out + length, room - length, "%sexit code %d", length ? ", " : "", (int)(int32_t)report->code);
    else if (length == 0)
        snprintf(out, room, "prints nothing");
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

/* "none of them wrong", or how many results are, and how many data races there are. */
static const char *what_is_wrong(const struct outcomes_room *self, char *out, size_t room)
{
    size_t wrong = 0, races = 0;
    for (size_t k = 0; k < count_rows(self); k++) {
        const struct report *report = row_at(self, k);
        races += report->kind == REPORT_RACE;
        wrong += report->kind != REPORT_RACE && has_failed(self, report);
    }
    size_t length = (size_t)snprintf(out, room, wrong ? "%zu wrong" : "none wrong", wrong);
    if (races && length < room)
        snprintf(out + length, room - length, ", %zu data race%s", races, plural(races));
    return out;
}

static void verdict(const struct outcomes_room *self, char *out, size_t room, enum look *look)
{
    const struct search *search = self->plan.search;
    const struct report *progress = search_progress(search);
    bool wrong = false;
    for (size_t k = 0; k < count_rows(self); k++)
        wrong = wrong || has_failed(self, row_at(self, k));
    *look = wrong ? LOOK_FAILURE : LOOK_GOOD;
    const char *error = search_error(search);
    const struct report *const *found;
    size_t results = search_found(search, &found);
    char judged[80];
    what_is_wrong(self, judged, sizeof judged);
    if (search_state(search) == SEARCH_FAILED || *error) {
        *look = LOOK_FAILURE;
        snprintf(out, room, "%s", *error ? error : "The search could not be made.");
    } else if (search_verdict(search) == VERDICT_REFUSED) {
        *look = LOOK_WARNING;
        snprintf(out, room, "No verdict: %s", progress->stopped == STOP_ONLY_LIVE ? progress->text
                 : "the program does not do the same under the same choices.");
    } else if (search_state(search) != SEARCH_ENDED) {
        *look = LOOK_STRONG;
        snprintf(out, room, "Searching …");
    } else if (progress->complete && !progress->hidden) {
        snprintf(out, room, "%s %llu way%s it can go: %zu result%s, %s.", progress->traces == 1 ? "The" : "All",
                 number(progress->traces), plural(progress->traces), results, plural(results), judged);
    } else {
        *look = wrong ? LOOK_FAILURE : LOOK_WARNING;
        if (progress->hidden)
            snprintf(out, room, "Not all: it has more memory or threads than the lab follows. Found: %zu result%s, %s.", results,
                     plural(results), judged);
        else if (progress->bounded)
            snprintf(out, room, "Not finished: %zu result%s, %s. All schedules with at most %llu preemption%s were tried; beyond "
                     "that, a part.", results, plural(results), judged, number(progress->bounded - 1), plural(progress->bounded - 1));
        else
            snprintf(out, room, "Not finished: %zu result%s, %s. A part was tried.", results, plural(results), judged);
    }
}

static const char *doing(const struct search *search, const struct report *progress)
{
    static const char *const phases[] = { "few preemptions first", "now every trace", "now at random" };
    if (search_state(search) == SEARCH_BUILDS)
        return "compiling";
    if (search_state(search) != SEARCH_RUNS)
        return "sequential consistency assumed";
    return progress->phase <= DOING_RANDOM ? phases[progress->phase] : "";
}

/* ---- drawing ---- */

static void draw_progress(const struct outcomes_room *self, struct pane *pane, int row)
{
    const struct report *progress = search_progress(self->plan.search);
    const char *dot = glyph(pane, "·", "-");
    char line[240], of[48] = "";
    if (!progress->complete && progress->estimate)
        snprintf(of, sizeof of, " of about %llu", number(progress->estimate));
    snprintf(line, sizeof line, "%llu execution%s %s %llu trace%s%s %s %.1f s %s %s", number(progress->executions),
             plural(progress->executions), dot, number(progress->traces), plural(progress->traces), of, dot,
             (double)progress->nanoseconds / 1e9, dot, doing(self->plan.search, progress));
    pane_wrap(pane, row, 0, LOOK_DIM, line);
}

/* How much of all there is led here: of the traces, if all have been executed, else of the random runs. */
static double share(const struct outcomes_room *self, const struct report *report)
{
    const struct report *progress = search_progress(self->plan.search);
    if (report->kind == REPORT_RACE)
        return 0;
    if (progress->complete && progress->traces)
        return (double)report->traces / (double)progress->traces;
    return progress->sampled ? (double)report->sampled / (double)progress->sampled : 0;
}

static void draw_figures(const struct outcomes_room *self, struct pane *pane, int row, int column, const struct report *report)
{
    double chance, error;
    if (report->kind == REPORT_RACE)
        return;
    int bar = bar_columns(pane), full = (int)(share(self, report) * bar + 0.5);
    if (full == 0 && share(self, report) > 0)
        full = 1;
    pane_fill(pane, row, column, full < bar ? full : bar, LOOK_BAR, glyph(pane, "█", "#"));
    bool counted = report->traces > 0 || search_progress(self->plan.search)->complete;     /* else nobody has yet */
    column = counted ? pane_printf(pane, row, column + bar + 1, LOOK_PLAIN, "%7llu", number(report->traces))
                     : pane_printf(pane, row, column + bar + 1, LOOK_DIM, "%7s", "?");
    if (search_chance(self->plan.search, report, &chance, &error))
        pane_printf(pane, row, column + 2, LOOK_DIM, "%5.1f %% %s %.1f", 100 * chance, glyph(pane, "±", "+-"), 100 * error);
}

static void draw_row(const struct outcomes_room *self, struct pane *pane, int row, size_t k)
{
    const struct report *report = row_at(self, k);
    bool wrong = has_failed(self, report);
    char text[200];
    label(self, report, text, sizeof text);
    int wide = label_columns(pane);
    struct pane left = pane_part(pane, row, 0, 1, report->kind == REPORT_RACE ? pane->columns : wide);
    int column = pane_put(&left, 0, 0, wrong ? LOOK_FAILURE : LOOK_GOOD, wrong ? glyph(pane, "✗ ", "x ") : glyph(pane, "✓ ", "v "));
    pane_put(&left, 0, column, wrong ? LOOK_FAILURE : LOOK_PLAIN, text);
    draw_figures(self, pane, row, wide + 1, report);
    if (k == self->row)
        pane_reverse(pane, row, 0, wide);
}

static int draw_chosen(const struct outcomes_room *self, struct pane *pane, int row)
{
    const struct report *report = row_at(self, self->row);
    char text[700];
    if (!report)
        return row;
    snprintf(text, sizeof text, "The simplest run %s has %llu preemption%s and %llu steps. Enter watches it:",
             report->kind == REPORT_RACE ? "with this race" : "that ends so", number(report->preemptions),
             report->preemptions == 1 ? "" : "s", number(report->steps));
    row += pane_wrap(pane, row, 0, LOOK_PLAIN, text);
    snprintf(text, sizeof text, "%.600s%s", report->schedule, strlen(report->schedule) > 600 ? " …" : "");
    return row + pane_wrap(pane, row, 2, LOOK_CODE, text);
}

static void draw(struct room *room, struct pane *pane)
{
    struct outcomes_room *self = own(room);
    enum look look;
    char text[600];
    pane_box(pane, LOOK_BORDER, "Every way it can go");
    struct pane inner = pane_part(pane, 1, 2, pane->rows - 2, pane->columns - 4);
    verdict(self, text, sizeof text, &look);
    int below = pane_wrap(&inner, 0, 0, look, text);
    draw_progress(self, &inner, below);
    size_t rows = count_rows(self);
    int room_for = inner.rows - HEADER - 4;
    if (self->row >= rows && rows > 0)
        self->row = rows - 1;
    pane_put(&inner, HEADER - 1, 2, LOOK_DIM, "result");
    pane_put(&inner, HEADER - 1, label_columns(&inner) + bar_columns(&inner) + 3, LOOK_DIM, "traces   chance");
    size_t top = room_for > 0 && self->row >= (size_t)room_for ? self->row - (size_t)room_for + 1 : 0;
    int row = self->first = HEADER;
    for (size_t k = top; k < rows && row < HEADER + room_for; k++)
        draw_row(self, &inner, row++, k);
    draw_chosen(self, &inner, row + 1);
}

static void title(const struct room *room, struct pane *line)
{
    const struct outcomes_room *self = own(room);
    pane_put(line, 0, 0, LOOK_STRONG, self->plan.name);
    pane_put(line, 0, line->columns - 8, LOOK_DIM, "outcomes");
}

/* ---- keys ---- */

static const char *why(const struct room *room, const struct command *command)
{
    const struct outcomes_room *self = own(room);
    bool runs = search_state(self->plan.search) == SEARCH_RUNS || search_state(self->plan.search) == SEARCH_BUILDS;
    switch (command->action) {
    case ACTION_OPEN:
        return row_at(self, self->row) ? NULL : "Nothing has been found yet.";
    case ACTION_STOP:
        return runs ? NULL : "The search has ended.";
    case ACTION_TOUR:
        return "The tour begins in the list of lessons.";
    default:
        return NULL;
    }
}

static void choose(struct outcomes_room *self, long row)
{
    long rows = (long)count_rows(self);
    if (row >= rows)
        row = rows - 1;
    self->row = row > 0 ? (size_t)row : 0;
}

static struct move act(struct room *room, const struct command *command)
{
    struct outcomes_room *self = own(room);
    switch (command->action) {
    case ACTION_UP:
    case ACTION_WHEEL_UP:       choose(self, (long)self->row - 1); break;
    case ACTION_DOWN:
    case ACTION_WHEEL_DOWN:     choose(self, (long)self->row + 1); break;
    case ACTION_SCREEN_UP:      choose(self, (long)self->row - 10); break;
    case ACTION_SCREEN_DOWN:    choose(self, (long)self->row + 10); break;
    case ACTION_TOP:            choose(self, 0); break;
    case ACTION_BOTTOM:         choose(self, (long)count_rows(self)); break;
    case ACTION_CLICK:          choose(self, command->row - 1 - self->first); break;
    case ACTION_STOP:           search_stop(self->plan.search); break;
    case ACTION_OPEN:
        self->plan.chosen(self->plan.data, row_at(self, self->row));
        return move_back();
    default:
        break;
    }
    return move_stay();
}

static const char *brief(const struct room *room, enum action action)
{
    (void)room;
    return action == ACTION_OPEN ? "watch this run" : NULL;
}

/* ---- waiting ---- */

static int fds(const struct room *room, struct pollfd *out, int max)
{
    const struct search *search = own(room)->plan.search;
    enum search_state state = search_state(search);
    if (max < 1 || (state != SEARCH_RUNS && state != SEARCH_BUILDS))
        return 0;
    out[0] = (struct pollfd){ .fd = search_fd(search), .events = POLLIN };
    return 1;
}

static int wait_ms(const struct room *room)
{
    return search_wait(own(room)->plan.search);
}

static bool tick(struct room *room)
{
    struct outcomes_room *self = own(room);
    search_poll(self->plan.search);     /* the room below may have done so before */
    struct seen now = {
        .state = search_state(self->plan.search), .time = search_progress(self->plan.search)->nanoseconds,
        .rows = count_rows(self),
    };
    bool changed = now.state != self->seen.state || now.time != self->seen.time || now.rows != self->seen.rows;
    self->seen = now;
    return changed;
}

static void destroy(struct room *room)
{
    free(room);
}

static const struct room_ops ops = {
    .name = "every way it can go", .keys = KEYS_LIST, .title = title, .draw = draw, .why = why, .act = act, .fds = fds,
    .wait_ms = wait_ms, .tick = tick, .brief = brief, .destroy = destroy,
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
