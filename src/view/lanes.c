/* lanes.c — thread lanes and the time line; see lanes.h. */
#include "view/lanes.h"

#include <stdio.h>
#include <string.h>

#include "view/lanes_inside.h"
#include "view/lanes_waits.h"
#include "view/pictures/pictures.h"
#include "view/say.h"

enum {
    LABEL = 10, LABEL_MOST = 20, NARROW = 90, STATE = 9,   /* columns left and right of the track */
    MARK_MOST = 22, AHEAD_LEAST = 8, AHEAD_BLOCKED = 18,      /* of one step; of what comes next */
    VISIBLE = 256,                              /* steps that a track can show */
};

/* Where everything stands; made anew for each drawing. */
struct track {
    int left, columns;              /* of the pane */
    int end;                        /* where the latest step's column ends and what comes next begins */
    uint32_t first, last;           /* steps shown: [first, last]; first > last: none */
    uint32_t latest;                /* of these that are not passed over, which take no room */
    int at[VISIBLE + 1];            /* column of step first + k, from `left` */
};

static const char *mark_of(const struct scene *scene, const struct pane *pane, const struct step *step, char *out,
                           size_t room)
{
    char text[128];
    return say_cut(pane, tell_mark(&scene->tell, step, text, sizeof text), MARK_MOST, out, room);
}

/* What stands behind the lane's end: the next action, or why there is none. */
static const char *ahead_of(const struct scene *scene, const struct pane *pane, uint16_t thread, char *out, size_t room)
{
    char text[256];
    const struct world_thread *self = &scene->world->thread[thread];
    out[0] = '\0';
    if (self->phase != THREAD_AT_GATE)
        return out;
    if (*tell_wait(&scene->tell, thread, text, sizeof text))
        return say_plain(text, out, room);
    snprintf(out, room, "%s %s", glyph(pane, "▶", ">"), tell_mark(&scene->tell, &self->about, text, sizeof text));
    return out;
}

/* The names of all threads, where there is room for long ones. */
int lanes_label_columns(const struct scene *scene, const struct pane *pane)
{
    enum { NAMED = 64 };
    int widest = LABEL, most = pane->columns < NARROW ? LABEL + 2 : LABEL_MOST;
    for (uint16_t t = 0; t < scene->world->threads && t < NAMED; t++) {
        char name[96];
        int columns = text_columns(session_thread_name(scene->tell.session, t, name, sizeof name)) + (t < 10 ? 4 : 5);
        if (columns > widest)
            widest = columns;
    }
    return widest < most ? widest : most;
}

static uint16_t top_thread(const struct scene *scene, const struct lanes *lanes, int rows)
{
    uint16_t watched = lanes->selected != NOBODY ? lanes->selected : scene->world->current;
    int hidden = scene->world->threads - rows;
    if (hidden <= 0 || watched == NOBODY)
        return 0;
    int top = watched - rows / 2;
    return (uint16_t)(top < 0 ? 0 : top > hidden ? hidden : top);
}

/* A pane with room to spare keeps a blank row between two lanes. */
int lanes_height(const struct scene *scene, const struct pane *pane)
{
    return pane->rows >= 2 * scene->world->threads + 1 ? 2 : 1;
}

/* How many lanes there is room for. */
int lanes_shown(const struct scene *scene, const struct pane *pane)
{
    return pane->rows > 1 ? (pane->rows - 1) / lanes_height(scene, pane) : pane->rows;
}

/* A thread that has stood still for a while says why along its lane, and needs less room here than the one that has just
 * come to a closed gate. */
static int ahead_wanted(const struct scene *scene, const struct pane *pane, uint16_t thread)
{
    char text[256];
    int columns = text_columns(ahead_of(scene, pane, thread, text, sizeof text)) + 4;
    bool can_go = world_ways(scene->world, thread) & 1u << WAY_GO;
    columns += can_go && scene->prospects ? 2 : 0;
    return can_go || thread == scene->world->current || columns < AHEAD_BLOCKED ? columns : AHEAD_BLOCKED;
}

static int ahead_columns(const struct scene *scene, const struct lanes *lanes, const struct pane *pane, int most)
{
    int widest = AHEAD_LEAST, rows = lanes_shown(scene, pane);
    uint16_t top = top_thread(scene, lanes, rows);
    for (int r = 0; r < rows && top + r < scene->world->threads; r++) {
        int columns = ahead_wanted(scene, pane, (uint16_t)(top + r));
        if (columns > widest)
            widest = columns;
    }
    return widest < most ? widest : most;
}

/* Fills the track from the latest step backwards, as far as there is room. */
static void lay_out(const struct scene *scene, const struct lanes *lanes, const struct pane *pane, struct track *track)
{
    uint32_t cursor = session_cursor(scene->tell.session);
    int width[VISIBLE], used = 0, count = 0;
    track->left = lanes_label_columns(scene, pane);
    track->columns = pane->columns - track->left - STATE;
    track->latest = 0;
    int room = track->columns - ahead_columns(scene, lanes, pane, track->columns * 11 / 20);
    for (uint32_t n = cursor; n > 0 && count < VISIBLE; n--) {
        char text[128];
        const struct step *step = session_step(scene->tell.session, n);
        bool hidden = step && session_hides(scene->tell.session, step);
        int columns = hidden ? 0 : step ? text_columns(mark_of(scene, pane, step, text, sizeof text)) + 1 : 1;
        if (used + columns > room)
            break;
        if (!hidden && track->latest == 0)
            track->latest = n;
        width[count++] = columns;
        used += columns;
    }
    track->last = cursor;
    track->first = cursor - (uint32_t)count + 1;
    track->at[0] = 0;
    for (int k = 0; k < count; k++)
        track->at[k + 1] = track->at[k] + width[count - 1 - k];
    track->end = track->at[count];
}

static int column_of(const struct track *track, uint32_t step)
{
    return step < track->first ? track->left : track->left + track->at[step - track->first];
}

/* The line is the first thing to go when there is not room for all of a reason. */
static void shorten(char *reason, int columns)
{
    char *line = strstr(reason, " (line ");
    if (line && text_columns(reason) > columns)
        *line = '\0';
}

/* ┅┅ with the reason in it, where there is room for one; `whole`: all of it or none. */
static void draw_stretch(struct pane *pane, int row, int from, int to, char *reason, bool whole)
{
    if (to <= from)
        return;
    pane_fill(pane, row, from, to - from, LOOK_BLOCKED, glyph(pane, "┅", "."));
    int room = to - from;
    shorten(reason, room - 3);
    int columns = text_columns(reason);
    if (columns == 0 || room < 10 || (whole && columns > room - 3))
        return;
    int lead = room - columns - 2 > 6 ? 3 : 1;
    int end = pane_put(pane, row, from + lead, LOOK_BLOCKED, " ");
    end = say_put(pane, row, end, to - end - 1, LOOK_BLOCKED, reason);
    pane_put(pane, row, end, LOOK_BLOCKED, " ");
}

static void past_reason(const struct scene *scene, const struct step *step, char *out, size_t room)
{
    char name[96];
    if (step->act == ACT_SLEEP)
        snprintf(out, room, "slept");
    else
        snprintf(out, room, "waited for %s", tell_awaited(&scene->tell, (enum act)step->act, step->act == ACT_JOIN ? 0 : step->object,
                                                          (uint16_t)step->other, name, sizeof name));
}

static void draw_step(const struct scene *scene, struct pane *pane, int row, const struct track *track, uint32_t number)
{
    char text[128];
    const struct step *step = session_step(scene->tell.session, number);
    bool latest = number == track->latest;
    int column = column_of(track, number);
    enum look lane = say_thread_look(step->thread);
    pane_put(pane, row, column, latest ? LOOK_CHANGED : lane, latest ? glyph(pane, "●", "@") : glyph(pane, "━", "-"));
    int end = pane_put(pane, row, column + 1, latest ? LOOK_CHANGED : lane, mark_of(scene, pane, step, text, sizeof text));
    pane_put(pane, row, end, lane, glyph(pane, "━", "-"));
}

/* Where it stood still between its step `before` and this one. */
static void draw_waits(const struct scene *scene, struct pane *pane, int row, const struct track *track,
                       const struct step *step, uint32_t before, uint32_t number)
{
    char reason[128];
    struct stretch waited;
    past_reason(scene, step, reason, sizeof reason);
    for (size_t at = 0; lanes_next_wait(scene->spans, step->thread, before, number, &at, &waited);) {
        int from = column_of(track, waited.from + 1) + (waited.from == before);
        if (waited.from < waited.to)
            draw_stretch(pane, row, from, column_of(track, waited.to + 1), reason, true);
    }
}

/* The thread's steps in the track, and between them how long it waited for each. */
static void draw_past(const struct scene *scene, struct pane *pane, int row, const struct track *track, uint16_t thread)
{
    uint32_t before = track->first - 1;
    for (uint32_t n = track->first; n <= track->last; n++) {
        const struct step *step = session_step(scene->tell.session, n);
        if (!step || step->thread != thread)
            continue;
        draw_waits(scene, pane, row, track, step, before, n);
        before = n;
    }
    for (uint32_t n = track->first; n <= track->last; n++) {
        const struct step *step = session_step(scene->tell.session, n);
        if (step && step->thread == thread && !session_hides(scene->tell.session, step))
            draw_step(scene, pane, row, track, n);
    }
}

/* Only what it waits for, for a thread that has just come to a closed gate. */
static void short_reason(const struct scene *scene, uint16_t thread, char *out, size_t room)
{
    struct wait wait;
    char name[96];
    if (!world_waits(scene->world, thread, &wait) || scene->world->thread[thread].about.act == ACT_SLEEP)
        return;
    tell_awaited(&scene->tell, (enum act)scene->world->thread[thread].about.act, wait.object, wait.thread, name, sizeof name);
    snprintf(out, room, "waits for %s", name);
}

/* Where it leads, if it goes now. */
static void draw_prospect(const struct scene *scene, struct pane *pane, int row, int column, uint16_t thread)
{
    if (!prospects_differ(scene->prospects, session_cursor(scene->tell.session)))
        return;
    enum prospect prospect = prospects_of(scene->prospects, session_cursor(scene->tell.session), thread);
    if (prospect == PROSPECT_FAILS)
        pane_put(pane, row, column, LOOK_FAILURE, glyph(pane, "✗", "x"));
    else if (prospect == PROSPECT_SAFE)
        pane_put(pane, row, column, LOOK_GOOD, glyph(pane, "✓", "v"));
}

static void draw_ahead(const struct scene *scene, struct pane *pane, int row, const struct track *track, uint16_t thread)
{
    char text[256];
    int right = track->left + track->columns - 1, end = track->left + track->end;
    ahead_of(scene, pane, thread, text, sizeof text);
    if (!*text)
        return;
    if (world_ways(scene->world, thread) & 1u << WAY_GO) {
        int spare = scene->prospects ? 2 : 0;
        int column = say_put(pane, row, end + 2, right - end - 2 - spare, LOOK_STRONG, text);
        draw_prospect(scene, pane, row, column + 1, thread);
        return;
    }
    uint32_t since = lanes_waits_since(scene->spans, thread, track->last);
    const struct step *own = session_step(scene->tell.session, since);
    int from = since < track->first ? track->left : track->left + track->at[since - track->first + 1];
    from += own && own->thread == thread;
    shorten(text, right - from - 3);
    if (text_columns(text) > right - from - 3)
        short_reason(scene, thread, text, sizeof text);
    draw_stretch(pane, row, from, right, text, false);
}

static bool is_in_cycle(const struct scene *scene, uint16_t thread)
{
    static uint16_t cycle[WORLD_THREADS];       /* too large for a stack frame that is drawn often */
    size_t length = world_cycle(scene->world, cycle);
    for (size_t k = 0; k < length; k++)
        if (cycle[k] == thread)
            return true;
    return false;
}

static void draw_label(const struct scene *scene, const struct lanes *lanes, struct pane *pane, int row,
                       const struct track *track, uint16_t thread)
{
    char number[16], name[96];
    bool marked = thread == lanes->selected;
    enum look look = scene->world->thread[thread].phase == THREAD_ENDED ? LOOK_DIM : say_thread_look(thread);
    int column = pane_put(pane, row, 0, look, tell_thread(&scene->tell, thread, number, sizeof number));
    session_thread_name(scene->tell.session, thread, name, sizeof name);
    say_put(pane, row, column + 1, track->left - column - 2, look, name);
    if (marked)
        pane_reverse(pane, row, 0, track->left - 1);
}

/* ‹: steps of this thread lie further left than the track reaches. */
static void draw_cut(const struct scene *scene, struct pane *pane, int row, const struct track *track, uint16_t thread)
{
    enum { SEARCHED = 2000 };
    for (uint32_t n = track->first, k = 0; n > 1 && k < SEARCHED; k++) {
        const struct step *step = session_step(scene->tell.session, --n);
        if (step && step->thread == thread) {
            pane_put(pane, row, track->left - 1, LOOK_DIM, glyph(pane, "‹", "<"));
            return;
        }
    }
}

static void draw_lane(const struct scene *scene, const struct lanes *lanes, struct pane *pane, int row,
                      const struct track *track, uint16_t thread)
{
    enum look look;
    const char *word = thread_word(scene->world, thread, &look);
    if (is_in_cycle(scene, thread)) {
        word = "deadlock";
        look = LOOK_FAILURE;
    }
    draw_label(scene, lanes, pane, row, track, thread);
    draw_cut(scene, pane, row, track, thread);
    draw_past(scene, pane, row, track, thread);
    draw_ahead(scene, pane, row, track, thread);
    pane_put(pane, row, track->left + track->columns + 1, look, word);
}

int lanes_rows(const struct scene *scene)
{
    return scene->world->threads + 1;
}

void lanes_draw(const struct scene *scene, const struct lanes *lanes, struct pane *pane)
{
    struct track track;
    int rows = lanes_shown(scene, pane);
    if (pane->rows <= 0 || pane->columns < LABEL + STATE + 10)
        return;
    lay_out(scene, lanes, pane, &track);
    uint16_t top = top_thread(scene, lanes, rows);
    for (int r = 0; r < rows && top + r < scene->world->threads; r++)
        draw_lane(scene, lanes, pane, r * lanes_height(scene, pane), &track, (uint16_t)(top + r));
    if (pane->rows > 1)
        lanes_draw_time(scene, pane, lanes_time_row(scene, pane));
}

uint16_t lanes_thread_at(const struct scene *scene, const struct lanes *lanes, const struct pane *pane, int row)
{
    int rows = lanes_shown(scene, pane), lane = row / lanes_height(scene, pane);
    int thread = top_thread(scene, lanes, rows) + lane;
    if (row < 0 || row >= lanes_time_row(scene, pane) || lane >= rows || thread >= scene->world->threads)
        return NOBODY;
    return (uint16_t)thread;
}
