/* picture.c — finds each object's picture, and sees that those that matter now have a place; see picture.h. */
#include "view/picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/composed.h"
#include "view/copies.h"
#include "view/pictures/pictures.h"
#include "view/protects.h"
#include "view/say.h"
#include "view/watched.h"

static const struct picture *const pictures[OBJECT_KINDS] = {
    [OBJECT_THREAD] = &picture_of_thread,
    [OBJECT_VARIABLE] = &picture_of_variable,
    [OBJECT_MUTEX] = &picture_of_mutex,
    [OBJECT_RWLOCK] = &picture_of_rwlock,
    [OBJECT_SPIN] = &picture_of_spin,
    [OBJECT_CONDITION] = &picture_of_condition,
    [OBJECT_BARRIER] = &picture_of_barrier,
    [OBJECT_SEMAPHORE] = &picture_of_semaphore,
    [OBJECT_ONCE] = &picture_of_once,
    [OBJECT_OUTPUT] = &picture_of_output,
    [OBJECT_PROCESS] = &picture_of_process,
    [OBJECT_PIPE] = &picture_of_pipe,
    [OBJECT_SOCKET] = &picture_of_socket,
    [OBJECT_WATCH] = &picture_of_watch,
    [OBJECT_NOTICE] = &picture_of_notice,
    [OBJECT_QUEUE] = &picture_of_queue,
    [OBJECT_TRANSFER] = &picture_of_transfer,
    [OBJECT_PROGRESS] = &picture_of_progress,
};

enum { MARK = 2, GAP = 2, COLUMN = 50, NAME_LEAST = 6, NAME_MOST = 20, PLACES = 16 };

const struct picture *picture_of(enum object_kind kind)
{
    return (unsigned)kind < OBJECT_KINDS ? pictures[kind] : NULL;
}

static enum object_kind kind_of(const struct scene *scene, uint32_t id)
{
    return id < WORLD_OBJECTS ? scene->world->object[id].kind : OBJECT_NONE;
}

int picture_rows(const struct scene *scene, uint32_t id)
{
    const struct picture *picture = picture_of(kind_of(scene, id));
    if (!picture)
        return 0;
    return picture->rows ? picture->rows(scene, id) : 1;
}

bool picture_changed(const struct scene *scene, uint32_t id)
{
    return scene->world->step > 0 && scene->world->object[id].changed == scene->world->step;
}

/* A row of copies stands for all of them. */
static bool row_changed(const struct scene *scene, uint32_t id)
{
    uint32_t copies[STEP_PROCESSES];
    size_t count = copies_of(scene->world, id, copies, STEP_PROCESSES);
    bool changed = picture_changed(scene, id);
    for (size_t k = 0; k < count && count > 1; k++)
        changed = changed || picture_changed(scene, copies[k]);
    return changed;
}

/* Mark and name; returns the part of the pane to the right of them. */
static struct pane draw_name(struct pane *pane, const char *name, bool changed, int name_columns)
{
    char cut[120];
    if (changed)
        pane_put(pane, 0, 0, LOOK_CHANGED, glyph(pane, "›", ">"));
    pane_put(pane, 0, MARK, changed ? LOOK_CHANGED : LOOK_STRONG, say_cut(pane, name, name_columns, cut, sizeof cut));
    return pane_part(pane, 0, MARK + name_columns + GAP, pane->rows, pane->columns - MARK - name_columns - GAP);
}

/* A variable that is shown with its copies belongs to none of them. */
static const char *row_name(const struct scene *scene, uint32_t id, char *out, size_t room)
{
    uint32_t copies[2];
    session_object_name(scene->tell.session, id, out, room);
    char *whose = strstr(out, " of child ");
    if (whose && copies_of(scene->world, id, copies, 2) == 2)
        *whose = '\0';
    return out;
}

void picture_draw(const struct scene *scene, uint32_t id, int name_columns, struct pane *pane)
{
    char name[96];
    const struct picture *picture = picture_of(kind_of(scene, id));
    if (!picture)
        return;
    row_name(scene, id, name, sizeof name);
    struct pane state = draw_name(pane, name, row_changed(scene, id), name_columns);
    picture->draw(scene, id, &state);
}

/* ---- which of them, and where ---- */

struct shown {
    uint32_t id;
    int rows;
    bool kept;
    bool composed;          /* the whole that the object is a part of */
    uint32_t watched;       /* not an object, but a structure of the kit (watched.h); 0 */
};

static void draw_shown(const struct scene *scene, const struct shown *shown, int name_columns, struct pane *pane)
{
    char whole[WHOLE_ROOM];
    if (shown->watched) {
        struct pane state = draw_name(pane, watched_name(scene, shown->watched, whole, sizeof whole),
                                      watched_changed(scene, shown->watched), name_columns);
        watched_draw(scene, shown->watched, &state);
        return;
    }
    if (!shown->composed || !composed_holds(scene, shown->id, whole)) {
        picture_draw(scene, shown->id, name_columns, pane);
        return;
    }
    struct pane state = draw_name(pane, whole, composed_changed(scene, whole), name_columns);
    composed_draw(scene, shown->id, &state);
}

/* The higher, the sooner it gets a place. */
static uint32_t weight(const struct scene *scene, uint32_t id)
{
    const struct world *world = scene->world;
    const struct world_object *object = &world->object[id];
    uint32_t points = object->changed;
    if (object->kind != OBJECT_VARIABLE)
        points += world->step / 2;
    if (object->kind == OBJECT_PROGRESS)
        points += 4 * world->step;      /* what the program shows on purpose, and to the end */
    if (object->owner != NOBODY || picture_changed(scene, id))
        points += world->step;
    for (uint16_t t = 0; t < world->threads; t++)
        if (world->thread[t].phase == THREAD_AT_GATE && world->thread[t].about.object == id)
            points += world->step;
    return object->destroyed ? 0 : points;
}

static uint32_t weight_of(const struct scene *scene, const struct shown *shown)
{
    if (!shown->watched)
        return weight(scene, shown->id);
    uint32_t step = scene->world->step;
    return watched_matters(scene, shown->watched) ? 3 * step : watched_changed(scene, shown->watched) ? 2 * step : step;
}

/* Is that structure in the list? */
static bool is_listed(const struct scene *scene, const struct shown *list, size_t count, const char *whole)
{
    char other[WHOLE_ROOM];
    for (size_t k = 0; k < count; k++)
        if (list[k].composed && composed_holds(scene, list[k].id, other) && strcmp(whole, other) == 0)
            return true;
    return false;
}

static size_t list_watched(const struct scene *scene, struct shown *list)
{
    size_t count = 0;
    for (uint32_t k = watched_next(scene, 0); k != 0 && count < WORLD_OBJECTS; k = watched_next(scene, k))
        list[count++] = (struct shown){ .rows = watched_rows(scene, k), .kept = true, .watched = k };
    return count;
}

static size_t list_objects(const struct scene *scene, struct shown *list)
{
    size_t count = list_watched(scene, list);
    char whole[WHOLE_ROOM];
    for (uint32_t k = 0; k < scene->world->objects && count < WORLD_OBJECTS; k++) {
        uint32_t id = scene->world->met[k];
        int rows = picture_rows(scene, id);
        if (rows > 0 && !scene->opened && watched_holds(scene, id))
            continue;
        bool composed = !scene->opened && composed_holds(scene, id, whole);
        if (rows == 0 || (composed && is_listed(scene, list, count, whole)) || copies_shown_elsewhere(scene->world, id))
            continue;
        list[count++] = (struct shown){ id, composed ? 1 : rows, true, composed, 0 };
    }
    return count;
}

static int rows_of(const struct shown *list, size_t count)
{
    int rows = 0;
    for (size_t k = 0; k < count; k++)
        rows += list[k].kept ? list[k].rows : 0;
    return rows;
}

/* Drops the least weighty until the others fit. */
static size_t drop_until(const struct scene *scene, struct shown *list, size_t count, int room)
{
    size_t dropped = 0;
    for (size_t k = 0; k < count && rows_of(list, count) > room; k++)      /* the last line printed will do */
        if (!list[k].watched && kind_of(scene, list[k].id) == OBJECT_OUTPUT)
            list[k].rows = 1;
    while (rows_of(list, count) > room) {
        size_t least = count;
        uint32_t least_weight = UINT32_MAX;
        for (size_t k = 0; k < count; k++) {
            uint32_t points = list[k].kept ? weight_of(scene, &list[k]) : UINT32_MAX;
            if (points < least_weight) {
                least = k;
                least_weight = points;
            }
        }
        if (least == count)
            break;
        list[least].kept = false;
        dropped++;
    }
    return dropped;
}

static const char *name_of(const struct scene *scene, const struct shown *shown, char *out, size_t room)
{
    if (shown->watched)
        return watched_name(scene, shown->watched, out, room);
    if (shown->composed && composed_holds(scene, shown->id, out))
        return out;
    return row_name(scene, shown->id, out, room);
}

static int name_columns(const struct scene *scene, const struct shown *list, size_t count)
{
    int widest = NAME_LEAST;
    for (size_t k = 0; k < count; k++) {
        char name[96];
        int columns = text_columns(name_of(scene, &list[k], name, sizeof name));
        if (list[k].kept && columns > widest)
            widest = columns;
    }
    return widest < NAME_MOST ? widest : NAME_MOST;
}

/* Fills columns from the top, so that an object keeps its place while others change. False: they do not fit. */
static bool place(const struct scene *scene, const struct shown *list, size_t count, int columns, struct pane *pane)
{
    int wide = pane->columns / columns, row = 0, column = 0, name = name_columns(scene, list, count);
    for (size_t k = 0; k < count; k++) {
        if (!list[k].kept)
            continue;
        if (row + list[k].rows > pane->rows) {
            row = 0;
            column++;
        }
        if (column >= columns)
            return false;
        struct pane part = pane_part(pane, row, column * wide, list[k].rows, wide - (columns > 1));
        draw_shown(scene, &list[k], name, &part);
        row += list[k].rows;
    }
    return true;
}

void pictures_draw(const struct scene *scene, struct pane *pane)
{
    struct shown *list = calloc(WORLD_OBJECTS, sizeof *list);
    if (!list || pane->rows <= 0 || pane->columns <= 0) {
        free(list);
        return;
    }
    size_t count = list_objects(scene, list);
    int columns = 1, all = rows_of(list, count);
    while (columns * pane->rows < all && pane->columns / (columns + 1) >= COLUMN)
        columns++;
    size_t dropped = drop_until(scene, list, count, columns * pane->rows);
    while (!place(scene, list, count, columns, pane)) {      /* a tall one leaves a hole at a column's end */
        pane_clear(pane);
        dropped += drop_until(scene, list, count, rows_of(list, count) - 1);
    }
    if (count == 0)
        pane_put(pane, 0, MARK, LOOK_DIM, "nothing shared has been touched yet");
    if (dropped > 0)
        pane_printf(pane, pane->rows - 1, pane->columns - snprintf(NULL, 0, " +%zu more", dropped), LOOK_DIM, " +%zu more", dropped);
    free(list);
}

int pictures_rows(const struct scene *scene, int columns)
{
    struct shown *list = calloc(WORLD_OBJECTS, sizeof *list);
    if (!list)
        return 1;
    int all = rows_of(list, list_objects(scene, list)), split = columns / COLUMN > 1 ? columns / COLUMN : 1;
    free(list);
    return all > split ? (all + split - 1) / split : 1;
}

/* ---- for pictures/ ---- */

int picture_thread(const struct scene *scene, struct pane *pane, int row, int column, uint16_t thread)
{
    char name[16];
    return pane_put(pane, row, column, say_thread_look(thread),
                    thread == 0 ? "main" : tell_thread(&scene->tell, thread, name, sizeof name));
}

int picture_threads(const struct scene *scene, struct pane *pane, int row, int column, const uint16_t *threads,
                    size_t count)
{
    for (size_t k = 0; k < count; k++) {
        column = picture_thread(scene, pane, row, column, threads[k]);
        column += k + 1 < count;
    }
    return column;
}

int picture_queue(const struct scene *scene, struct pane *pane, int row, int column, uint32_t id, const char *word)
{
    uint16_t waiters[32];
    size_t count = world_waiters(scene->world, id, waiters, sizeof waiters / sizeof *waiters);
    if (count == 0)
        return column;
    column = pane_printf(pane, row, column + 2, LOOK_BLOCKED, "%s: ", word);
    return picture_threads(scene, pane, row, column, waiters, count);
}

int picture_protects(const struct scene *scene, struct pane *pane, int row, int column, uint32_t id)
{
    uint32_t variables[4];
    size_t count = protects_of(scene->tell.session, id, variables, sizeof variables / sizeof *variables);
    for (size_t k = 0; k < count; k++) {
        char name[96];
        column = pane_put(pane, row, k ? column : column + 2, LOOK_DIM, k ? ", " : "protects ");
        column = pane_put(pane, row, column, LOOK_CODE,
                          session_object_name(scene->tell.session, variables[k], name, sizeof name));
    }
    return column;
}

int picture_lock(const struct scene *scene, struct pane *pane, uint32_t id)
{
    const struct world_object *lock = &scene->world->object[id];
    enum look look = picture_changed(scene, id) ? LOOK_CHANGED : LOOK_PLAIN;
    if (lock->destroyed)
        return pane_put(pane, 0, 0, LOOK_DIM, glyph(pane, "✗ destroyed", "x destroyed"));
    if (lock->owner == NOBODY)
        return pane_put(pane, 0, 0, look, glyph(pane, "◇ free", "o free"));
    int column = pane_put(pane, 0, 0, look, glyph(pane, "◆ held by ", "# held by "));
    return picture_thread(scene, pane, 0, column, lock->owner);
}

int picture_places(struct pane *pane, int row, int column, enum look look, uint64_t full, uint64_t of)
{
    if (of > PLACES)
        return column;
    for (uint64_t k = 0; k < of; k++)
        column = pane_put(pane, row, column, look, k < full ? glyph(pane, "●", "*") : glyph(pane, "○", "."));
    return column + (of > 0);
}
