/* shown.c — see shown.h. */
#include "view/shown.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session/structures.h"
#include "view/composed.h"
#include "view/copies.h"
#include "view/strip.h"
#include "view/watched.h"

/* ---- what there is ---- */

/* "variable 14": neither the source nor the program has a name for it. */
static bool is_nameless(const struct scene *scene, uint32_t id)
{
    char name[96], number[32];
    snprintf(number, sizeof number, "%s %u", object_word(OBJECT_VARIABLE), scene->world->object[id].order);
    return strcmp(session_object_name(scene->tell.session, id, name, sizeof name), number) == 0;
}

static uint32_t weight_of_object(const struct scene *scene, uint32_t id)
{
    const struct world *world = scene->world;
    const struct world_object *object = &world->object[id];
    uint32_t points = object->changed;
    if (object->kind == OBJECT_VARIABLE && is_nameless(scene, id))
        return 0;                       /* it says least, whenever it changed */
    if (object->kind != OBJECT_VARIABLE)
        points += world->step / 2;
    if (object->kind == OBJECT_PROGRESS || object->kind == OBJECT_TRANSFER)
        points += 4 * world->step;      /* what the program shows on purpose, and to the end */
    if (object->owner != NOBODY || picture_changed(scene, id))
        points += world->step;
    for (uint16_t t = 0; t < world->threads; t++)
        if (world->thread[t].phase == THREAD_AT_GATE && world->thread[t].about.object == id)
            points += world->step;
    return object->destroyed ? 0 : points;
}

static uint32_t weight_of_watched(const struct scene *scene, uint32_t number)
{
    uint32_t step = scene->world->step;
    return watched_matters(scene, number) ? 3 * step : watched_changed(scene, number) ? 2 * step : step;
}

static size_t list_watched(const struct scene *scene, struct shown *list)
{
    size_t count = 0;
    for (uint32_t k = watched_next(scene, 0); k != 0 && count < WORLD_OBJECTS; k = watched_next(scene, k))
        list[count++] = (struct shown){
            .rows = watched_rows(scene, k), .kept = true, .watched = k, .weight = weight_of_watched(scene, k),
        };
    return count;
}

/* Names compare faster as numbers (FNV-1a); 0 is none. */
static uint64_t number_of(const char *name)
{
    uint64_t number = 0xcbf29ce484222325;
    for (; *name; name++)
        number = (number ^ (unsigned char)*name) * 0x100000001b3;
    return number | 1;
}

static bool is_listed(const struct shown *list, size_t count, uint64_t whole)
{
    for (size_t k = 0; k < count; k++)
        if (list[k].whole == whole)
            return true;
    return false;
}

/* False: it has no picture, or another one's shows it. */
static bool describe(const struct scene *scene, uint32_t id, const struct shown *list, size_t count, struct shown *out)
{
    char name[WHOLE_ROOM];
    int rows = picture_rows(scene, id);
    if (rows == 0 || (!scene->opened && watched_holds(scene, id)) || copies_shown_elsewhere(scene->world, id))
        return false;
    bool watched = structures_hold(scene->tell.session, id);        /* and shown all the same: there is a race on it */
    uint64_t whole = !scene->opened && !watched && composed_holds(scene, id, name) ? number_of(name) : 0;
    if (whole && is_listed(list, count, whole))
        return false;
    *out = (struct shown){
        .id = id, .rows = whole ? 1 : rows, .kept = true, .composed = whole != 0, .whole = whole,
        .weight = weight_of_object(scene, id), .prints = scene->world->object[id].kind == OBJECT_OUTPUT,
    };
    return true;
}

/* What the program itself measures stands above what it consists of. */
size_t shown_list(const struct scene *scene, struct shown *list)
{
    size_t count = list_watched(scene, list);
    for (int others = 0; others < 2; others++)
        for (uint32_t k = 0; k < scene->world->objects && count < WORLD_OBJECTS; k++) {
            uint32_t id = scene->world->met[k];
            bool progress = scene->world->object[id].kind == OBJECT_PROGRESS;
            count += progress != others && describe(scene, id, list, count, &list[count]);
        }
    return count;
}

static bool is_download(const struct scene *scene, const struct shown *shown)
{
    return !shown->watched && scene->world->object[shown->id].kind == OBJECT_TRANSFER;
}

size_t shown_gather(const struct scene *scene, struct shown *list, size_t count, int room, int columns)
{
    size_t left = 0, downloads = 0;
    for (size_t k = 0; k < count; k++)
        downloads += is_download(scene, &list[k]);
    if (downloads <= STRIP_LEAST || (int)downloads + STRIP_LEAST <= room)
        return count;
    bool first = true;
    for (size_t k = 0; k < count; k++) {
        bool download = is_download(scene, &list[k]);
        if (download && !first)
            continue;
        list[left] = list[k];
        if (download) {
            list[left].strip = true;
            list[left].rows = strip_rows(scene, columns);
            first = false;
        }
        left++;
    }
    return left;
}

/* ---- what has a place ---- */

int shown_rows(const struct shown *list, size_t count)
{
    int rows = 0;
    for (size_t k = 0; k < count; k++)
        rows += list[k].kept ? list[k].rows : 0;
    return rows;
}

static int compare(const void *a, const void *b)
{
    const struct shown *one = *(const struct shown *const *)a, *other = *(const struct shown *const *)b;
    if (one->weight != other->weight)
        return one->weight < other->weight ? -1 : 1;
    return one < other ? -1 : one > other;
}

/* The last line that was printed will do. */
static int shrink_output(struct shown *list, size_t count, int rows)
{
    for (size_t k = 0; k < count; k++) {
        if (!list[k].kept || !list[k].prints)
            continue;
        rows -= list[k].rows - 1;
        list[k].rows = 1;
    }
    return rows;
}

size_t shown_drop(struct shown *list, size_t count, int room)
{
    static struct shown *order[WORLD_OBJECTS];      /* too large for a stack frame that is made often */
    int rows = shown_rows(list, count);
    size_t dropped = 0;
    if (rows > room)
        rows = shrink_output(list, count, rows);
    if (rows <= room)
        return 0;
    for (size_t k = 0; k < count; k++)
        order[k] = &list[k];
    qsort(order, count, sizeof *order, compare);
    for (size_t k = 0; k < count && rows > room; k++) {
        dropped += order[k]->kept;
        rows -= order[k]->kept ? order[k]->rows : 0;
        order[k]->kept = false;
    }
    return dropped;
}
