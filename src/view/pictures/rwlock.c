/* rwlock.c — many readers or one writer: who is inside, and who waits to get in. */
#include "view/pictures/pictures.h"

enum { NUMBERED = 64 };     /* the world remembers which of the first 64 threads read */

static int draw_readers(const struct scene *scene, const struct world_object *rwlock, struct pane *pane, int column)
{
    uint32_t named = 0;
    for (uint16_t t = 0; t < NUMBERED; t++) {
        if (!(rwlock->reading >> t & 1))
            continue;
        column = picture_thread(scene, pane, 0, column + (named > 0), t);
        named++;
    }
    if (rwlock->readers > named)
        column = pane_printf(pane, 0, column + 1, LOOK_DIM, "+%u", (unsigned)(rwlock->readers - named));
    return column;
}

static void draw(const struct scene *scene, uint32_t id, struct pane *pane)
{
    const struct world_object *rwlock = &scene->world->object[id];
    enum look look = picture_changed(scene, id) ? LOOK_CHANGED : LOOK_PLAIN;
    int column;
    if (rwlock->readers > 0 && !rwlock->destroyed) {
        column = pane_put(pane, 0, 0, look, glyph(pane, "◈ read by ", "% read by "));
        column = draw_readers(scene, rwlock, pane, column);
    } else if (rwlock->owner != NOBODY && !rwlock->destroyed) {
        column = pane_put(pane, 0, 0, look, glyph(pane, "◆ written by ", "# written by "));
        column = picture_thread(scene, pane, 0, column, rwlock->owner);
    } else {
        column = picture_lock(scene, pane, id);
    }
    column = pane_put(pane, 0, column + 1, LOOK_DIM, "(readers–writer)");
    picture_queue(scene, pane, 0, column, id, "waiting");
}

const struct picture picture_of_rwlock = { .draw = draw };
