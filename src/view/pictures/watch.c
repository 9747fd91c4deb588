/* watch.c — a descriptor set: what it watches, who waits for any of that.
 *
 *   epoll 5   watches socket 3, socket 7 and 2 more   waiting: ①  */
#include "view/pictures/pictures.h"

enum { NAMED = 3 };

static int put_one(const struct scene *scene, struct pane *pane, int column, enum look look, const struct world_watched *one)
{
    char name[96];
    if (one->object == 0)
        return pane_printf(pane, 0, column, look, "descriptor %d", one->descriptor);
    return pane_put(pane, 0, column, look, session_object_name(scene->tell.session, one->object, name, sizeof name));
}

static int put_watched(const struct scene *scene, struct pane *pane, enum look look, uint32_t id)
{
    unsigned count = 0;
    int column = pane_put(pane, 0, 0, look, "watches ");
    for (unsigned k = 0; k < scene->world->watches; k++) {
        if (scene->world->watched[k].set != id || ++count > NAMED)
            continue;
        column = pane_put(pane, 0, column, LOOK_DIM, count > 1 ? ", " : "");
        column = put_one(scene, pane, column, look, &scene->world->watched[k]);
    }
    if (count == 0)
        return pane_put(pane, 0, column, LOOK_DIM, "nothing");
    return count > NAMED ? pane_printf(pane, 0, column, LOOK_DIM, " and %u more", count - NAMED) : column;
}

static void draw(const struct scene *scene, uint32_t id, struct pane *pane)
{
    enum look look = picture_changed(scene, id) ? LOOK_CHANGED : LOOK_PLAIN;
    if (scene->world->object[id].destroyed) {
        pane_put(pane, 0, 0, LOOK_DIM, glyph(pane, "✗ closed", "x closed"));
        return;
    }
    int column = put_watched(scene, pane, look, id);
    picture_queue(scene, pane, 0, column, id, "waiting");
}

const struct picture picture_of_watch = { .draw = draw };
