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
#include "view/shown.h"
#include "view/strip.h"
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

static void draw_shown(const struct scene *scene, const struct shown *shown, int name_columns, struct pane *pane)
{
    char whole[WHOLE_ROOM];
    if (shown->watched) {
        struct pane state = draw_name(pane, watched_name(scene, shown->watched, whole, sizeof whole),
                                      watched_changed(scene, shown->watched), name_columns);
        watched_draw(scene, shown->watched, &state);
        return;
    }
    if (shown->strip) {
        snprintf(whole, sizeof whole, "%u downloads", strip_count(scene));
        struct pane state = draw_name(pane, whole, strip_changed(scene), name_columns);
        strip_draw(scene, &state);
        return;
    }
    if (!shown->composed || !composed_holds(scene, shown->id, whole)) {
        picture_draw(scene, shown->id, name_columns, pane);
        return;
    }
    struct pane state = draw_name(pane, whole, composed_changed(scene, whole), name_columns);
    composed_draw(scene, shown->id, &state);
}

static const char *name_of(const struct scene *scene, const struct shown *shown, char *out, size_t room)
{
    if (shown->watched)
        return watched_name(scene, shown->watched, out, room);
    if (shown->strip) {
        snprintf(out, room, "%u downloads", strip_count(scene));
        return out;
    }
    if (shown->composed && composed_holds(scene, shown->id, out))
        return out;
    return row_name(scene, shown->id, out, room);
}

static int name_columns(const struct scene *scene, const struct shown *list, size_t count)
{
    int widest = NAME_LEAST;
    for (size_t k = 0; k < count; k++) {
        char name[96];
        int columns = list[k].kept ? text_columns(name_of(scene, &list[k], name, sizeof name)) : 0;
        if (columns > widest)
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
    size_t count = shown_list(scene, list);
    int columns = 1, all = shown_rows(list, count), split = pane->columns / COLUMN > 1 ? pane->columns / COLUMN : 1;
    if (all > split * pane->rows) {
        count = shown_gather(scene, list, count, split * pane->rows, pane->columns / split - MARK - NAME_MOST - GAP);
        all = shown_rows(list, count);
    }
    while (columns * pane->rows < all && pane->columns / (columns + 1) >= COLUMN)
        columns++;
    size_t dropped = shown_drop(list, count, columns * pane->rows);
    while (!place(scene, list, count, columns, pane)) {      /* a tall one leaves a hole at a column's end */
        pane_clear(pane);
        dropped += shown_drop(list, count, shown_rows(list, count) - 1);
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
    int all = shown_rows(list, shown_list(scene, list)), split = columns / COLUMN > 1 ? columns / COLUMN : 1;
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
