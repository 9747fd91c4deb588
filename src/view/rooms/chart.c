/* chart.c — the life of the chart of a run, and what its keys do; see chart.h. */
#include "view/rooms/chart.h"

#include <stdlib.h>

enum {
    AT_ONCE = 100000,           /* records taken in between two frames */
    WHEEL = 3,
};

struct chart_room {
    struct room room;
    struct chart_plan plan;
    struct chart chart;
    enum session_state state;   /* when it was looked at last */
    bool paused;                /* here: then it can go on from here, too */
};

static struct chart_room *own(const struct room *room)
{
    return (struct chart_room *)room;
}

/* ---- the cursor ---- */

static void go_to(struct chart *chart, uint64_t position)
{
    uint64_t last = chart_last(chart);
    chart->at = position < last ? position : last;
    chart->follows = position >= last && session_state(chart->session) == SESSION_RUNS;
}

/* Stays in the columns that stand on the screen, so that a column back is where one came from. */
static void go_by(struct chart *chart, int columns)
{
    uint64_t by = scale_span(&chart->scale, columns < 0 ? -columns : columns);
    uint64_t from = scale_align(&chart->scale, chart->at);
    if (columns > 0)
        go_to(chart, from + by);
    else
        go_to(chart, chart->at > from ? from : from > by ? from - by : 0);
}

static void choose_row(struct chart *chart, int row)
{
    int last = chart_rows(chart) - 1;
    chart->chosen = row < 0 ? 0 : row > last ? last : row;
}

static void go_to_change(struct chart *chart, bool back)
{
    const struct thread_span *list;
    if (!chart_is_thread(chart, chart->chosen)) {
        go_to(chart, chart_bars_change(chart, chart->chosen, chart->at, back));
        return;
    }
    size_t count = spans_of(chart->spans, (uint16_t)chart->chosen, &list);
    size_t which = spans_at(chart->spans, (uint16_t)chart->chosen, chart->at);
    if (back && which < count)
        go_to(chart, list[which].from < chart->at ? list[which].from : which > 0 ? list[which - 1].from : 0);
    else if (!back && which >= count && count > 0)
        go_to(chart, list[0].from);
    else if (!back)
        go_to(chart, which + 1 < count ? list[which + 1].from : chart_last(chart));
}

/* ---- how close ---- */

/* What is under the cursor stays where it is on the screen. */
static void zoom(struct chart *chart, int by)
{
    int64_t column = scale_column(&chart->scale, chart->left, chart->at);
    chart->scale = scale_at(chart->scale.live, chart->scale.level + by);
    chart->whole = false;
    uint64_t before = scale_span(&chart->scale, column > 0 ? (int)column : 0);
    chart->left = column > 0 && chart->at > before ? scale_align(&chart->scale, chart->at - before) : 0;
}

/* Whether a program may run by itself is the business of the room below: a hunt's may not. */
static void run_or_pause(struct chart_room *self)
{
    struct session *session = self->plan.session;
    const char *refusal = "";
    self->paused = session_state(session) == SESSION_RUNS;
    bool good = self->paused ? session_pause(session, &refusal) : session_run(session, &refusal);
    if (!good)
        room_say(&self->room, LOOK_WARNING, "%s", refusal);
    else
        self->chart.follows = !self->paused;
}

static void click(struct chart *chart, const struct command *command)
{
    int row = command->row - chart->row, column = command->column - chart->column;
    if (row >= 0 && row < chart->rows * chart->height)
        choose_row(chart, chart->top + row / chart->height);
    if (column >= 0 && column < chart->columns)
        go_to(chart, scale_position(&chart->scale, chart->left, column));
}

/* ---- the room ---- */

static const char *why(const struct room *room, const struct command *command)
{
    const struct chart *chart = &own(room)->chart;
    bool runs = session_state(chart->session) == SESSION_RUNS;
    switch (command->action) {
    case ACTION_CLOSER:
        return chart->scale.level > 0 ? NULL : "This is as close as it goes.";
    case ACTION_FARTHER:
    case ACTION_WHOLE:
        return chart->whole ? "This is all of the run." : NULL;
    case ACTION_EARLIER:
    case ACTION_BACK_SWITCH:
    case ACTION_FIRST:
        return chart->at > 0 ? NULL : "This is the beginning.";
    case ACTION_LATER:
    case ACTION_FORWARD_SWITCH:
    case ACTION_LAST:
        return chart->at < chart_last(chart) ? NULL : "There is nothing later.";
    case ACTION_STOP:
        return runs ? NULL : "Nothing runs.";
    case ACTION_RUN:
        return runs || own(room)->paused ? NULL : "It does not run: q goes back to the program.";
    default:
        return NULL;
    }
}

static struct move act(struct room *room, const struct command *command)
{
    struct chart_room *self = own(room);
    struct chart *chart = &self->chart;
    switch (command->action) {
    case ACTION_UP:             choose_row(chart, chart->chosen - 1); break;
    case ACTION_DOWN:           choose_row(chart, chart->chosen + 1); break;
    case ACTION_EARLIER:        go_by(chart, -1); break;
    case ACTION_LATER:          go_by(chart, 1); break;
    case ACTION_WHEEL_UP:       go_by(chart, -WHEEL); break;
    case ACTION_WHEEL_DOWN:     go_by(chart, WHEEL); break;
    case ACTION_SCREEN_UP:      go_by(chart, -chart->columns); break;
    case ACTION_SCREEN_DOWN:    go_by(chart, chart->columns); break;
    case ACTION_FIRST:          go_to(chart, 0); break;
    case ACTION_LAST:           go_to(chart, chart_last(chart)); break;
    case ACTION_BACK_SWITCH:    go_to_change(chart, true); break;
    case ACTION_FORWARD_SWITCH: go_to_change(chart, false); break;
    case ACTION_CLOSER:         zoom(chart, -1); break;
    case ACTION_FARTHER:        zoom(chart, 1); break;
    case ACTION_WHOLE:          chart->whole = true; break;
    case ACTION_CLICK:          click(chart, command); break;
    case ACTION_RUN:
    case ACTION_STOP:           run_or_pause(self); break;
    case ACTION_OPEN:
        self->plan.chosen(self->plan.data, spans_step(chart->spans, chart->session, chart->at));
        return move_back();
    default:
        break;
    }
    return move_stay();
}

static const char *brief(const struct room *room, enum action action)
{
    bool runs = session_state(own(room)->chart.session) == SESSION_RUNS;
    return action == ACTION_RUN && runs ? "pause" : NULL;
}

static void draw(struct room *room, struct pane *pane)
{
    chart_draw(&own(room)->chart, pane);
}

static void title(const struct room *room, struct pane *line)
{
    const struct chart_room *self = own(room);
    bool live = spans_live(self->chart.spans);
    pane_put(line, 0, 0, LOOK_STRONG, self->plan.name);
    pane_put(line, 0, line->columns - (live ? 10 : 5), LOOK_DIM, live ? "live chart" : "chart");
}

/* ---- keeping up with the run ---- */

static int wait_ms(const struct room *room)
{
    const struct chart *chart = &own(room)->chart;
    return spans_behind(chart->spans, chart->session) > 0 ? 0 : session_wait(chart->session);
}

static int fds(const struct room *room, struct pollfd *out, int max)
{
    int fd = session_fd(own(room)->chart.session);
    if (max < 1 || fd < 0)
        return 0;
    out[0] = (struct pollfd){ .fd = fd, .events = POLLIN };
    return 1;
}

/* The room below has polled the session already. */
static bool tick(struct room *room)
{
    struct chart_room *self = own(room);
    enum session_state state = session_state(self->chart.session);
    bool changed = spans_follow(self->chart.spans, self->chart.session, AT_ONCE) || state != self->state;
    self->state = state;
    return changed;
}

static void destroy(struct room *room)
{
    spans_close(own(room)->chart.spans);
    free(room);
}

static const struct room_ops ops = {
    .name = "a run as a whole", .keys = KEYS_CHART, .title = title, .draw = draw, .why = why, .act = act, .fds = fds,
    .wait_ms = wait_ms, .tick = tick, .brief = brief, .destroy = destroy,
};

/* Begins where the program stands, at the thread that went last. */
static void look_here(struct chart *chart)
{
    uint32_t cursor = session_cursor(chart->session);
    const struct step *step = session_step(chart->session, cursor);
    if (!step)
        return;
    chart->chosen = step->thread;
    chart->at = spans_when(chart->spans, chart->session, cursor);
    chart->follows = cursor == session_length(chart->session) && session_state(chart->session) == SESSION_RUNS;
}

struct room *chart_room_make(const struct chart_plan *plan, struct err *err)
{
    struct chart_room *self = calloc(1, sizeof *self);
    bool live = session_carrier(plan->session) == CARRIER_KERNEL;
    struct spans *spans = self ? spans_open(live) : NULL;
    if (!spans) {
        free(self);
        err_set(err, "no memory for the chart");
        return NULL;
    }
    room_make(&self->room, &ops);
    self->plan = *plan;
    self->chart = (struct chart){ .session = plan->session, .spans = spans, .whole = true, .scale = scale_at(live, 0) };
    spans_follow(spans, plan->session, AT_ONCE);
    look_here(&self->chart);
    return &self->room;
}
