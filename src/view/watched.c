/* watched.c — which there are, and those that have a stack of their own; see watched.h. */
#include "view/watched.h"

#include <stdio.h>
#include <string.h>

#include "session/structures.h"
#include "view/pictures/pictures.h"

/* As the kit has them. */
enum { COROUTINE_SUSPENDED, COROUTINE_RUNNING, COROUTINE_WAITING, COROUTINE_DONE };
enum { TASK_READY, TASK_RUNNING, TASK_WAITING, TASK_DONE, TASK_CANCELLED };
enum { CALL_IDLE, CALL_READY, CALL_TIMED };

struct kind {
    const char *tag;
    void (*draw)(const struct scene *, uint32_t, struct pane *);
    const char *coroutine;          /* the member that is its coroutine; NULL: it has none */
};

static void draw_task(const struct scene *scene, uint32_t number, struct pane *pane);
static void draw_coroutine(const struct scene *scene, uint32_t number, struct pane *pane);

static const struct kind kinds[] = {
    { "loop", watched_loop_draw, NULL }, { "task", draw_task, "coroutine." }, { "generator", draw_coroutine, "coroutine." },
    { "coroutine", draw_coroutine, "" }, { "loop_event", watched_event_draw, NULL }, { "loop_lock", watched_lock_draw, NULL },
    { "loop_semaphore", watched_semaphore_draw, NULL }, { "loop_queue", watched_queue_draw, NULL },
};

enum { KINDS = sizeof kinds / sizeof *kinds };

static const struct kind *kind_of(const struct scene *scene, uint32_t number)
{
    const char *tag = structures_kind(scene->tell.session, number);
    for (size_t k = 0; k < KINDS; k++)
        if (strcmp(kinds[k].tag, tag) == 0)
            return &kinds[k];
    return NULL;
}

static uint64_t value_of(const struct scene *scene, uint32_t number, const char *member)
{
    uint64_t value;
    structures_value(scene->tell.session, number, member, &value);
    return value;
}

/* A member of its coroutine. */
static uint64_t coroutine_value(const struct scene *scene, uint32_t number, const char *member)
{
    char path[48];
    const struct kind *kind = kind_of(scene, number);
    snprintf(path, sizeof path, "%s%s", kind && kind->coroutine ? kind->coroutine : "", member);
    return value_of(scene, number, path);
}

/* ---- which there are: loops, then the threads' own stacks, then what has one ---- */

static bool is_loop(const struct scene *scene, uint32_t number)
{
    return strcmp(structures_kind(scene->tell.session, number), "loop") == 0;
}

static uint32_t next_structure(const struct scene *scene, uint32_t after, bool loops)
{
    uint32_t number = after;
    while ((number = structures_next(scene->tell.session, number)) != 0)
        if (kind_of(scene, number) && is_loop(scene, number) == loops && !structures_is_hub(scene->tell.session, number))
            return number;
    return 0;
}

/* Where there is a loop, its picture says who runs; and when all is over, nobody does. */
static uint32_t next_thread(const struct scene *scene, uint32_t from)
{
    struct left left;
    if (next_structure(scene, 0, true) != 0 || scene->world->outcome != OUTCOME_RUNNING)
        return 0;
    for (uint32_t thread = from; thread < scene->world->threads; thread++)
        if (scene->world->thread[thread].phase != THREAD_ENDED && structures_thread_left(scene->tell.session, (uint16_t)thread, &left))
            return WATCHED_THREAD + thread;
    return 0;
}

uint32_t watched_next(const struct scene *scene, uint32_t after)
{
    uint32_t next = 0;
    bool among_loops = after == 0 || (after < WATCHED_THREAD && is_loop(scene, after));
    if (among_loops && (next = next_structure(scene, after, true)) != 0)
        return next;
    if ((among_loops || after >= WATCHED_THREAD)
        && (next = next_thread(scene, among_loops ? 0 : after - WATCHED_THREAD + 1)) != 0)
        return next;
    return next_structure(scene, among_loops || after >= WATCHED_THREAD ? 0 : after, false);
}

const char *watched_name(const struct scene *scene, uint32_t number, char *out, size_t room)
{
    if (number < WATCHED_THREAD)
        return structures_title(scene->tell.session, number, out, room);
    if (number == WATCHED_THREAD)
        snprintf(out, room, "main");
    else
        tell_thread(&scene->tell, (uint16_t)(number - WATCHED_THREAD), out, room);
    return out;
}

static bool runs(const struct scene *scene, uint32_t number)
{
    if (number >= WATCHED_THREAD)
        return structures_stack_of(scene->tell.session, (uint16_t)(number - WATCHED_THREAD)) == 0;
    if (strcmp(structures_kind(scene->tell.session, number), "task") == 0)
        return value_of(scene, number, "state") == TASK_RUNNING;
    const struct kind *kind = kind_of(scene, number);
    return kind && kind->coroutine && coroutine_value(scene, number, "status") == COROUTINE_RUNNING;
}

bool watched_changed(const struct scene *scene, uint32_t number)
{
    return number < WATCHED_THREAD && structures_changed(scene->tell.session, number);
}

bool watched_matters(const struct scene *scene, uint32_t number)
{
    return number >= WATCHED_THREAD || is_loop(scene, number) || runs(scene, number);
}

int watched_rows(const struct scene *scene, uint32_t number)
{
    if (number < WATCHED_THREAD && is_loop(scene, number))
        return watched_loop_rows(scene, number);
    return 1;
}

void watched_draw(const struct scene *scene, uint32_t number, struct pane *pane)
{
    const struct kind *kind = kind_of(scene, number);
    if (kind)
        kind->draw(scene, number, pane);
    else
        draw_coroutine(scene, number, pane);
}

static bool has_race(const struct scene *scene, uint32_t id)
{
    const struct session_race *races;
    for (size_t count = session_races(scene->tell.session, &races); count > 0; count--)
        if (races[count - 1].object == id)
            return true;
    return false;
}

/* What two threads fight for is shown, wherever it lies. */
bool watched_holds(const struct scene *scene, uint32_t id)
{
    return scene->world->object[id].kind == OBJECT_VARIABLE && structures_hold(scene->tell.session, id) && !has_race(scene, id);
}

/* ---- where it goes on ---- */

static int put(struct pane *pane, int column, enum look look, const char *text)
{
    return pane_put(pane, 0, column ? column + 2 : 0, look, text);
}

/* As much of it as fits: a number that is cut off is another number. */
static int put_stack(struct pane *pane, int column, uint64_t bytes, uint64_t size)
{
    char text[64];
    int length = snprintf(text, sizeof text, "stack: %llu B of %llu KB", (unsigned long long)bytes, (unsigned long long)size >> 10);
    if (size == 0 || column + 2 + length > pane->columns)
        length = snprintf(text, sizeof text, "stack: %llu B", (unsigned long long)bytes);
    return column + 2 + length <= pane->columns ? put(pane, column, LOOK_DIM, text) : column;
}

/* "goes on at line 12  stack: 208 of 64 KB". The line: in the learner's own code. */
static int put_left(const struct scene *scene, uint32_t number, struct pane *pane, int column, const struct left *left)
{
    struct place place;
    char text[96];
    bool own = !structures_is_kit(scene->tell.session, left->place);        /* what is over has no line any more */
    if (own && session_place(scene->tell.session, left->place, &place) && place.line > 0) {
        const char *slash = strrchr(place.file, '/'), *file = slash ? slash + 1 : place.file;
        const char *source = session_source(scene->tell.session), *name = strrchr(source, '/');
        bool same = strcmp(file, name ? name + 1 : source) == 0;
        snprintf(text, sizeof text, "goes on at %.30s%s%d", same ? "" : file, same ? "line " : ":", place.line);
        column = put(pane, column, LOOK_PLAIN, text);
    }
    return put_stack(pane, column, left->bytes, number < WATCHED_THREAD ? coroutine_value(scene, number, "size") : 0);
}

static bool left_of(const struct scene *scene, uint32_t number, struct left *left)
{
    if (number >= WATCHED_THREAD)
        return structures_thread_left(scene->tell.session, (uint16_t)(number - WATCHED_THREAD), left);
    if (value_of(scene, number, "hub"))         /* the program's main function as a task: it is on the thread's own stack */
        return structures_thread_left(scene->tell.session, 0, left);
    return structures_left(scene->tell.session, number, left);
}

/* ---- coroutines, generators, and the thread's own stack ---- */

/* Whom it has resumed; 0: nobody who is known. */
static uint32_t resumed_by(const struct scene *scene, uint32_t number)
{
    const struct session *session = scene->tell.session;
    uint64_t within, from;
    if (number >= WATCHED_THREAD) {
        uint32_t other = structures_of_stack(session, structures_stack_of(session, (uint16_t)(number - WATCHED_THREAD)));
        for (int depth = 0; other != 0 && depth < 64; depth++) {       /* who runs was resumed by whom, and that one? */
            uint32_t resumer = structures_at(session, coroutine_value(scene, other, "resumer"), &within);
            if (resumer == 0)
                return other;
            other = resumer;
        }
        return other;
    }
    for (uint32_t other = structures_next(session, 0); other; other = structures_next(session, other)) {
        uint64_t status = coroutine_value(scene, other, "status");
        from = coroutine_value(scene, other, "resumer");
        if (other != number && (status == COROUTINE_RUNNING || status == COROUTINE_WAITING)
            && from != 0 && structures_at(session, from, &within) == number)
            return other;
    }
    return 0;
}

static int put_running(struct pane *pane)
{
    int column = pane_put(pane, 0, 0, LOOK_RUNNING, glyph(pane, "▶ running", "> running"));
    pane_reverse(pane, 0, 0, column);
    return column;
}

static int put_waiting(const struct scene *scene, uint32_t number, struct pane *pane)
{
    char name[64];
    uint32_t other = resumed_by(scene, number);
    int column = pane_put(pane, 0, 0, LOOK_BLOCKED, "waits");
    if (other != 0) {
        column = pane_put(pane, 0, column, LOOK_BLOCKED, " for ");
        column = pane_put(pane, 0, column, LOOK_CODE, watched_name(scene, other, name, sizeof name));
    }
    return column;
}

/* A thread on its own stack is not running there when it waits, or has ended: then it is called what its lane calls it. */
static int put_thread(const struct scene *scene, uint32_t number, struct pane *pane)
{
    enum look look;
    const char *word = thread_word(scene->world, (uint16_t)(number - WATCHED_THREAD), &look);
    return look == LOOK_RUNNING || look == LOOK_READY ? put_running(pane) : pane_put(pane, 0, 0, look, word);
}

static int put_state(const struct scene *scene, uint32_t number, struct pane *pane, bool begun)
{
    uint64_t status = number < WATCHED_THREAD ? coroutine_value(scene, number, "status") : COROUTINE_WAITING;
    if (runs(scene, number))
        return number < WATCHED_THREAD ? put_running(pane) : put_thread(scene, number, pane);
    if (status == COROUTINE_DONE)
        return pane_put(pane, 0, 0, LOOK_ENDED, glyph(pane, "■ done", "# done"));
    if (status == COROUTINE_WAITING)
        return put_waiting(scene, number, pane);
    return pane_put(pane, 0, 0, LOOK_SLEEPING, begun ? "suspended" : "not begun");
}

/* What it was resumed with, where that is a number: pointers say nothing. */
static void put_passed(const struct scene *scene, uint32_t number, struct pane *pane, int column)
{
    char text[64];
    uint64_t passed = number < WATCHED_THREAD ? coroutine_value(scene, number, "passed") : 0;
    enum { SMALL = 1000000 };
    if (passed == 0 || (int64_t)passed <= -SMALL || (int64_t)passed >= SMALL)
        return;
    column = put(pane, column, LOOK_DIM, "passed");
    snprintf(text, sizeof text, "%lld", (long long)passed);
    pane_put(pane, 0, column + 1, LOOK_NUMBER, text);
}

/* Whoever is about to switch has just said where it will go on. */
static bool switches(const struct scene *scene)
{
    uint16_t thread = scene->world->current == NOBODY ? 0 : scene->world->current;
    const struct world_thread *self = &scene->world->thread[thread];
    return self->phase == THREAD_AT_GATE && self->about.act == ACT_SWITCH;
}

static void draw_coroutine(const struct scene *scene, uint32_t number, struct pane *pane)
{
    struct left left;
    bool begun = left_of(scene, number, &left);
    int column = put_state(scene, number, pane, begun);
    bool over = number < WATCHED_THREAD && coroutine_value(scene, number, "status") == COROUTINE_DONE;
    if (begun && !over && (!runs(scene, number) || switches(scene)))
        column = put_left(scene, number, pane, column, &left);
    if (!over)
        put_passed(scene, number, pane, column);
}

/* ---- tasks ---- */

static int put_task_waiting(const struct scene *scene, uint32_t number, struct pane *pane)
{
    char what[64];
    uint64_t descriptor;
    bool named = structures_text(scene->tell.session, number, "waits_for", what, sizeof what);
    if (value_of(scene, number, "step.state") == CALL_READY)     /* its time has come: it is in line already */
        return pane_put(pane, 0, 0, LOOK_READY, "ready");
    if (value_of(scene, number, "step.state") == CALL_TIMED)
        return pane_printf(pane, 0, 0, LOOK_SLEEPING, "sleeps until %ld ms",
                           watched_loop_ms(scene, value_of(scene, number, "step.due")));
    int column = pane_printf(pane, 0, 0, LOOK_BLOCKED, "waits for %s%s", value_of(scene, number, "awaited") ? "task " : "",
                             named ? what : "ever");
    bool known = structures_value(scene->tell.session, number, "waits_at", &descriptor) && (int32_t)descriptor >= 0;
    return known ? pane_printf(pane, 0, column, LOOK_BLOCKED, " at descriptor %d", (int32_t)descriptor) : column;
}

static int put_task_end(const struct scene *scene, uint32_t number, bool cancelled, struct pane *pane)
{
    int32_t error = (int32_t)value_of(scene, number, "error");
    int column = pane_put(pane, 0, 0, LOOK_ENDED, cancelled ? glyph(pane, "✗ cancelled", "x cancelled") : glyph(pane, "■ done", "# done"));
    const char *word = error != 0 ? strerrorname_np(error) : NULL;
    if (!cancelled && word)
        column = put(pane, column, LOOK_WARNING, word);
    return column;
}

static int put_task_state(const struct scene *scene, uint32_t number, uint64_t state, struct pane *pane)
{
    switch (state) {
    case TASK_RUNNING:
        return put_running(pane);
    case TASK_WAITING:
        return put_task_waiting(scene, number, pane);
    case TASK_DONE:
    case TASK_CANCELLED:
        return put_task_end(scene, number, state == TASK_CANCELLED, pane);
    default:
        return pane_put(pane, 0, 0, LOOK_READY, "ready");
    }
}

static void draw_task(const struct scene *scene, uint32_t number, struct pane *pane)
{
    struct left left;
    uint64_t state = value_of(scene, number, "state");
    int column = put_task_state(scene, number, state, pane);
    if (state >= TASK_DONE)
        return;
    if (value_of(scene, number, "cancels") > 0)
        column = put(pane, column, LOOK_WARNING, "asked to cancel");
    if (!value_of(scene, number, "begun"))
        put(pane, column, LOOK_DIM, "not begun");
    else if ((state != TASK_RUNNING || switches(scene)) && left_of(scene, number, &left))
        put_left(scene, number, pane, column, &left);
}
