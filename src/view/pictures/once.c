/* once.c — whether the function has run, runs (and in which thread), or has not. */
#include "view/pictures/pictures.h"

enum { NOT_RUN, RUNNING, HAS_RUN };

static void draw(const struct scene *scene, uint32_t id, struct pane *pane)
{
    const struct world_object *once = &scene->world->object[id];
    enum look look = picture_changed(scene, id) ? LOOK_CHANGED : LOOK_PLAIN;
    int column;
    switch (once->value) {
    case NOT_RUN:
        column = pane_put(pane, 0, 0, look, glyph(pane, "◇ has not run", "o has not run"));
        break;
    case RUNNING:
        column = pane_put(pane, 0, 0, look, glyph(pane, "▶ runs in ", "> runs in "));
        column = picture_thread(scene, pane, 0, column, once->owner);
        break;
    default:
        column = pane_put(pane, 0, 0, look, glyph(pane, "◆ has run", "# has run"));
    }
    picture_queue(scene, pane, 0, column, id, "waiting");
}

const struct picture picture_of_once = { .draw = draw };
