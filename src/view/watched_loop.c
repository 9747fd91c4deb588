/* watched_loop.c — an event loop: the time, who is in line, what is due when, who waits; see watched.h. */
#include "view/watched.h"

#include <stdio.h>
#include <string.h>

#include "session/structures.h"

enum { TASK_WAITING = 2, CALL_IDLE = 0 };       /* as the kit has them */
enum { TIMERS = 128, IN_LINE = 1024, NS_PER_MS = 1000000 };

static uint64_t value_of(const struct scene *scene, uint32_t number, const char *member)
{
    uint64_t value;
    structures_value(scene->tell.session, number, member, &value);
    return value;
}

static bool is_task(const struct scene *scene, uint32_t number)
{
    return strcmp(structures_kind(scene->tell.session, number), "task") == 0;
}

/* The loop of this task, or call: there is one in nearly every program. */
static uint32_t a_loop(const struct scene *scene)
{
    uint32_t number = structures_next(scene->tell.session, 0);
    while (number && strcmp(structures_kind(scene->tell.session, number), "loop") != 0)
        number = structures_next(scene->tell.session, number);
    return number;
}

static long ms_of(const struct scene *scene, uint32_t loop, uint64_t ns)
{
    return (long)((int64_t)(ns - value_of(scene, loop, "began")) / NS_PER_MS);
}

long watched_loop_ms(const struct scene *scene, uint64_t ns)
{
    return ms_of(scene, a_loop(scene), ns);
}

/* Its clock. Live, a real one goes on while the loop does not look at it. */
static long clock_of(const struct scene *scene, uint32_t loop)
{
    uint64_t since = structures_since(scene->tell.session, loop);
    bool real = session_carrier(scene->tell.session) == CARRIER_KERNEL && !value_of(scene, loop, "options.virtual_time");
    if (real && scene->world->time > since)
        return (long)((scene->world->time - since) / NS_PER_MS);
    return ms_of(scene, loop, value_of(scene, loop, "now"));
}

/* A task's name; that of a call, or of its function. */
static const char *name_of(const struct scene *scene, uint32_t number, char *out, size_t room)
{
    struct place place;
    if (is_task(scene, number))
        return structures_title(scene->tell.session, number, out, room);
    if (structures_text(scene->tell.session, number, "name", out, room))
        return out;
    bool known = structures_place(scene->tell.session, number, "run", &place);
    snprintf(out, room, "%.60s", known ? place.function : "a call");
    return out;
}

/* A member of the call: of a task, it is its `step`. */
static uint64_t call_value(const struct scene *scene, uint32_t number, const char *member)
{
    char path[32];
    snprintf(path, sizeof path, "%s%s", is_task(scene, number) ? "step." : "", member);
    return value_of(scene, number, path);
}

/* ---- rows that fill up: what has no room is counted ---- */

struct row { struct pane *pane; int at, column, left, put; };

static void add(struct row *row, enum look look, const char *text)
{
    enum { REST = 5 };
    if (row->left > 0 || row->column + text_columns(text) + REST > row->pane->columns) {
        row->left++;
        return;
    }
    row->column = pane_put(row->pane, row->at, row->column + (row->put > 0), look, text);
    row->put++;
}

static void end(struct row *row, const char *nobody)
{
    if (row->left > 0)
        row->column = pane_printf(row->pane, row->at, row->column + 1, LOOK_DIM, "+%d", row->left);
    else if (row->put == 0)
        row->column = pane_put(row->pane, row->at, row->column, LOOK_DIM, nobody);
}

static struct row begin(struct pane *pane, int at, int column, const char *title)
{
    return (struct row){ .pane = pane, .at = at, .column = pane_put(pane, at, column, LOOK_DIM, title) + 1 };
}

/* ---- who is in line ---- */

static void add_ring(const struct scene *scene, uint32_t loop, const char *ring, struct row *row)
{
    char member[32], name[64];
    uint64_t handle = structures_address(scene->tell.session, loop, ring), within;
    snprintf(member, sizeof member, "%s.next", ring);
    uint64_t at = value_of(scene, loop, member);
    for (int k = 0; k < IN_LINE && at != 0 && at != handle; k++) {
        uint32_t number = structures_at(scene->tell.session, at, &within);
        if (number == 0 || number == loop)
            return;
        add(row, LOOK_READY, name_of(scene, number, name, sizeof name));
        at = call_value(scene, number, "next");
    }
}

static int draw_ready(const struct scene *scene, uint32_t loop, struct pane *pane, int at, int column)
{
    struct row row = begin(pane, at, column, "ready:");
    add_ring(scene, loop, "round", &row);
    add_ring(scene, loop, "ready", &row);
    end(&row, "nobody");
    return row.column;
}

/* ---- what is due: a heap, so all of it is gone through ---- */

struct timer { uint32_t number; uint64_t due, order; };

static void collect(const struct scene *scene, uint64_t at, struct timer *timers, size_t *count, int depth)
{
    uint64_t within;
    for (; at != 0 && *count < TIMERS && depth < TIMERS; ) {
        uint32_t number = structures_at(scene->tell.session, at, &within);
        if (number == 0)
            return;
        timers[(*count)++] = (struct timer){ number, call_value(scene, number, "due"), call_value(scene, number, "order") };
        collect(scene, call_value(scene, number, "child"), timers, count, depth + 1);
        at = call_value(scene, number, "next");
    }
}

static bool is_before(const struct timer *a, const struct timer *b)
{
    return a->due != b->due ? (int64_t)a->due < (int64_t)b->due : a->order < b->order;
}

static void sort(struct timer *timers, size_t count)
{
    for (size_t k = 1; k < count; k++)
        for (size_t j = k; j > 0 && is_before(&timers[j], &timers[j - 1]); j--) {
            struct timer swapped = timers[j];
            timers[j] = timers[j - 1];
            timers[j - 1] = swapped;
        }
}

static int draw_due(const struct scene *scene, uint32_t loop, struct pane *pane, int at)
{
    struct timer timers[TIMERS];
    char text[96], name[64];
    size_t count = 0;
    struct row row = begin(pane, at, 0, "due:");
    collect(scene, value_of(scene, loop, "timers"), timers, &count, 0);
    sort(timers, count);
    for (size_t k = 0; k < count; k++) {
        snprintf(text, sizeof text, "%s %ld ms%s", name_of(scene, timers[k].number, name, sizeof name),
                 ms_of(scene, loop, timers[k].due), k + 1 < count ? "," : "");
        add(&row, LOOK_SLEEPING, text);
    }
    end(&row, "nothing");
    return row.column;
}

/* ---- who waits for something else ---- */

static void draw_waiting(const struct scene *scene, uint32_t loop, struct pane *pane, int at, int column)
{
    char name[64], text[96];
    uint64_t outside = value_of(scene, loop, "waiting_outside"), files = value_of(scene, loop, "waiting_files"), within;
    struct row row = begin(pane, at, column, "waiting:");
    uint64_t task = value_of(scene, loop, "tasks");
    for (int k = 0; k < IN_LINE && task != 0; k++) {
        uint32_t number = structures_at(scene->tell.session, task, &within);
        if (number == 0)
            break;
        if (value_of(scene, number, "state") == TASK_WAITING && value_of(scene, number, "step.state") == CALL_IDLE)
            add(&row, LOOK_BLOCKED, name_of(scene, number, name, sizeof name));
        task = value_of(scene, number, "next");
    }
    snprintf(text, sizeof text, "(%llu at descriptors, %llu outside)", (unsigned long long)files, (unsigned long long)outside);
    if (files + outside > 0)
        add(&row, LOOK_DIM, text);
    end(&row, "nobody");
}

/* ---- all of it ---- */

int watched_loop_rows(const struct scene *scene, uint32_t number)
{
    (void)number;
    return scene->opened ? 3 : 2;
}

void watched_loop_draw(const struct scene *scene, uint32_t number, struct pane *pane)
{
    enum { CLOCK = 13 };
    char name[64];
    uint64_t within;
    uint32_t running = structures_at(scene->tell.session, value_of(scene, number, "running"), &within);
    int column = pane_printf(pane, 0, 0, LOOK_NUMBER, "at %ld ms", clock_of(scene, number));
    column = column < CLOCK ? CLOCK : column + 2;
    if (running != 0) {
        column = pane_put(pane, 0, column, LOOK_RUNNING, glyph(pane, "▶ ", "> "));
        column = pane_put(pane, 0, column, LOOK_RUNNING, name_of(scene, running, name, sizeof name)) + 2;
    }
    draw_ready(scene, number, pane, 0, column);
    column = draw_due(scene, number, pane, 1);
    draw_waiting(scene, number, pane, scene->opened ? 2 : 1, scene->opened ? 0 : column + 3);
}
