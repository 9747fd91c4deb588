/* composed.c — see composed.h. */
#include "view/composed.h"

#include <stdio.h>
#include <string.h>

struct whole { const struct scene *scene; uint32_t id; const char *name; struct pane *pane; int column; };

/* ---- members ---- */

/* Parts of one structure lie together: names are only compared of these. */
static bool is_near(const struct world *world, uint32_t one, uint32_t other)
{
    enum { LARGEST = 64 << 10 };
    const struct world_object *a = &world->object[one], *b = &world->object[other];
    uint64_t mask = a->region == REGION_HEAP ? HEAP_SPOT_ADDRESS : UINT64_MAX;
    uint64_t distance = (a->address & mask) - (b->address & mask);
    return a->region == b->region && a->place == b->place && (distance < LARGEST || -distance < LARGEST);
}

/* The object that is the member; 0: it has not been met. */
static uint32_t part_of(const struct whole *whole, const char *member)
{
    char wanted[WHOLE_ROOM + 32], name[96];
    const struct world *world = whole->scene->world;
    snprintf(wanted, sizeof wanted, "%s.%s", whole->name, member);
    for (uint32_t k = 0; k < world->objects; k++)
        if (is_near(world, whole->id, world->met[k])
            && strcmp(session_object_name(whole->scene->tell.session, world->met[k], name, sizeof name), wanted) == 0)
            return world->met[k];
    return 0;
}

/* False: nobody knows yet. */
static bool value_of(const struct whole *whole, const char *member, uint64_t *value)
{
    uint32_t id = part_of(whole, member);
    const struct world_object *object = &whole->scene->world->object[id];
    *value = id ? object->value : 0;
    return id && object->changed;
}

/* ---- putting it side by side ---- */

static void put(struct whole *whole, enum look look, const char *text)
{
    int gap = whole->column ? 2 : 0;
    whole->column = pane_put(whole->pane, 0, whole->column + gap, look, text);
}

static void put_number(struct whole *whole, const char *before, uint64_t number, const char *after)
{
    char text[64];
    snprintf(text, sizeof text, "%s%llu%s", before, (unsigned long long)number, after);
    put(whole, LOOK_PLAIN, text);
}

/* "●●○ 2 of 3"; with no limit "2 in it". */
static void put_filled(struct whole *whole, const char *count, const char *most, const char *unlimited)
{
    uint64_t full, of;
    char text[64];
    if (!value_of(whole, count, &full))
        return;
    if (!value_of(whole, most, &of) || of == 0) {
        put_number(whole, "", full, unlimited);
        return;
    }
    whole->column = picture_places(whole->pane, 0, whole->column + (whole->column ? 2 : 0), LOOK_PLAIN, full, of);
    snprintf(text, sizeof text, "%llu of %llu", (unsigned long long)full, (unsigned long long)of);
    whole->column = pane_put(whole->pane, 0, whole->column, LOOK_PLAIN, text);
}

/* Who sleeps on a condition of it. */
static void put_waiting(struct whole *whole, const char *condition, const char *word)
{
    uint16_t threads[32];
    uint32_t id = part_of(whole, condition);
    size_t count = id ? world_sleepers(whole->scene->world, id, threads, 32) : 0;
    if (count == 0)
        return;
    put(whole, LOOK_BLOCKED, word);
    whole->column = picture_threads(whole->scene, whole->pane, 0, whole->column + 1, threads, count);
}

/* Who holds its mutex, and who waits for that. */
static void put_inside(struct whole *whole)
{
    uint32_t id = part_of(whole, "lock");
    const struct world_object *lock = &whole->scene->world->object[id];
    if (!id || lock->owner == NOBODY)
        return;
    put(whole, LOOK_DIM, glyph(whole->pane, "◆", "#"));
    whole->column = picture_thread(whole->scene, whole->pane, 0, whole->column + 1, lock->owner);
    whole->column = pane_put(whole->pane, 0, whole->column + 1, LOOK_DIM, "inside");
    whole->column = picture_queue(whole->scene, whole->pane, 0, whole->column, id, "at the door");
}

static void put_if(struct whole *whole, const char *member, enum look look, const char *yes, const char *no)
{
    uint64_t value;
    if (value_of(whole, member, &value) && *(value ? yes : no))
        put(whole, look, value ? yes : no);
}

/* ---- one function for each kind ---- */

static void draw_queue(struct whole *whole)
{
    uint64_t unfinished;
    put_filled(whole, "count", "maxsize", " in it");
    if (value_of(whole, "unfinished", &unfinished))
        put_number(whole, "unfinished ", unfinished, "");
    put_if(whole, "closed", LOOK_WARNING, "shut down", "");
    put_waiting(whole, "not_empty", "get waits:");
    put_waiting(whole, "not_full", "put waits:");
    put_waiting(whole, "all_done", "join waits:");
    put_inside(whole);
}

static void draw_event(struct whole *whole)
{
    bool ascii = whole->pane->ascii;
    put_if(whole, "is_set", LOOK_PLAIN, ascii ? "* set" : "⚑ set", ascii ? "o not set" : "⚐ not set");
    put_waiting(whole, "changed", "waits:");
    put_inside(whole);
}

static void draw_latch(struct whole *whole)
{
    uint64_t count;
    if (value_of(whole, "count", &count) && count > 0)
        put_number(whole, "", count, " to go");
    else
        put_if(whole, "count", LOOK_PLAIN, "", "open");
    put_waiting(whole, "changed", "waits:");
    put_inside(whole);
}

static void draw_barrier(struct whole *whole)
{
    uint64_t round;
    put_filled(whole, "arrived", "parties", " there");
    if (value_of(whole, "round", &round))
        put_number(whole, "round ", round, "");
    put_waiting(whole, "changed", "waits:");
    put_inside(whole);
}

/* Its life, with the present reversed, as it must be seen without colours too. A cancelled one never ran. */
static void put_life(struct whole *whole, uint64_t state)
{
    static const char *const life[] = { "pending", "running", "done" };
    enum { CANCELLED = 3 };
    for (uint64_t k = 0; k < CANCELLED; k++) {
        bool now = state == k;
        const char *word = state == CANCELLED && k > 0 ? "cancelled" : life[k];
        if (k > 0)
            whole->column = pane_put(whole->pane, 0, whole->column, LOOK_DIM, glyph(whole->pane, " › ", " > "));
        int from = whole->column;
        whole->column = pane_put(whole->pane, 0, from, now || (state == CANCELLED && k > 0) ? LOOK_STRONG : LOOK_DIM, word);
        if (now || (state == CANCELLED && k > 0))
            pane_reverse(whole->pane, 0, from, whole->column - from);
        if (state == CANCELLED && k > 0)
            return;
    }
}

static void draw_future(struct whole *whole)
{
    uint64_t state;
    if (value_of(whole, "state", &state))
        put_life(whole, state);
    put_waiting(whole, "over", "waits:");
    put_inside(whole);
}

static void draw_pool(struct whole *whole)
{
    uint64_t alive;
    if (value_of(whole, "alive", &alive))
        put_number(whole, "", alive, alive == 1 ? " worker" : " workers");
    put_if(whole, "first", LOOK_PLAIN, "tasks wait", "no task waits");
    put_if(whole, "closed", LOOK_WARNING, "shut down", "");
    put_waiting(whole, "work", "idle:");
    put_waiting(whole, "over", "shutdown waits:");
    put_inside(whole);
}

static void draw_thread(struct whole *whole)
{
    put_if(whole, "alive", LOOK_PLAIN, "alive", "ended");
    put_if(whole, "joined", LOOK_DIM, "joined", "");
    put_waiting(whole, "ended", "join waits:");
    put_inside(whole);
}

static void draw_completed(struct whole *whole)
{
    uint64_t given;
    put_filled(whole, "arrived", "expected", " there");
    if (value_of(whole, "given", &given))
        put_number(whole, "", given, " given out");
    put_waiting(whole, "more", "waits:");
    put_inside(whole);
}

/* Where it goes on when it is resumed, and how much of its stack it has left there. */
static void put_stack(struct whole *whole)
{
    const struct world_object *state = &whole->scene->world->object[part_of(whole, "status")];
    struct place place;
    char text[128];
    if (!session_place(whole->scene->tell.session, state->reading, &place))
        return;
    const char *slash = strrchr(place.file, '/');
    snprintf(text, sizeof text, "at %.60s line %d", slash ? slash + 1 : place.file, place.line);
    put(whole, LOOK_PLAIN, text);
    put_number(whole, "", state->limit, " bytes of stack");
}

/* Which of its states it is in, what it was resumed with, and where it has stopped. */
static void draw_coroutine(struct whole *whole)
{
    static const char *const states[] = { "suspended", "running", "waiting", "done" };
    enum { SUSPENDED };
    uint64_t status, passed;
    char text[64];
    if (!value_of(whole, "status", &status))
        return;
    for (uint64_t k = 0; k < sizeof states / sizeof *states; k++) {
        int from = whole->column + (k > 0);
        whole->column = pane_put(whole->pane, 0, from, status == k ? LOOK_STRONG : LOOK_DIM, states[k]);
        if (status == k)
            pane_reverse(whole->pane, 0, from, whole->column - from);
    }
    if (status == SUSPENDED && whole->scene->world->object[part_of(whole, "status")].reading != 0)
        put_stack(whole);
    if (!value_of(whole, "passed", &passed))
        return;
    put(whole, LOOK_DIM, "passed");
    session_object_value(whole->scene->tell.session, part_of(whole, "passed"), passed, text, sizeof text);
    whole->column = pane_put(whole->pane, 0, whole->column + 1, LOOK_PLAIN, text);
}

/* Its proof: a member that is an object of that kind. */
static const struct { const char *kind; void (*draw)(struct whole *); const char *proof; enum object_kind of; } kinds[] = {
    { "queue", draw_queue, "lock", OBJECT_MUTEX }, { "event", draw_event, "lock", OBJECT_MUTEX },
    { "latch", draw_latch, "lock", OBJECT_MUTEX }, { "barrier", draw_barrier, "lock", OBJECT_MUTEX },
    { "future", draw_future, "lock", OBJECT_MUTEX }, { "pool", draw_pool, "lock", OBJECT_MUTEX },
    { "thread", draw_thread, "lock", OBJECT_MUTEX }, { "completed", draw_completed, "lock", OBJECT_MUTEX },
    { "coroutine", draw_coroutine, "status", OBJECT_VARIABLE },
};

/* ---- which ---- */

/* The number of the kind; −1: not of a known one. A structure is only what it is called when its mutex, or what else proves
 * it, is where the kit puts it: others may call theirs so, too. */
static int kind_of(const struct scene *scene, uint32_t id, char whole[WHOLE_ROOM])
{
    char kind[WHOLE_ROOM];
    if (!session_object_whole(scene->tell.session, id, whole, kind))
        return -1;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        if (strcmp(kinds[k].kind, kind) == 0) {
            const struct whole found = { .scene = scene, .id = id, .name = whole };
            uint32_t proof = part_of(&found, kinds[k].proof);
            return proof && scene->world->object[proof].kind == kinds[k].of ? (int)k : -1;
        }
    return -1;
}

bool composed_holds(const struct scene *scene, uint32_t id, char whole[WHOLE_ROOM])
{
    return kind_of(scene, id, whole) >= 0;
}

bool composed_changed(const struct scene *scene, const char *whole)
{
    char other[WHOLE_ROOM], kind[WHOLE_ROOM];
    const struct world *world = scene->world;
    for (uint32_t k = 0; k < world->objects; k++)
        if (picture_changed(scene, world->met[k]) && session_object_whole(scene->tell.session, world->met[k], other, kind)
            && strcmp(whole, other) == 0)
            return true;
    return false;
}

void composed_draw(const struct scene *scene, uint32_t id, struct pane *pane)
{
    char name[WHOLE_ROOM];
    int kind = kind_of(scene, id, name);
    struct whole whole = { .scene = scene, .id = id, .name = name, .pane = pane };
    if (kind < 0)
        return;
    if (scene->world->object[part_of(&whole, "lock")].destroyed)
        put(&whole, LOOK_DIM, glyph(pane, "✗ destroyed", "x destroyed"));
    else
        kinds[kind].draw(&whole);
}
