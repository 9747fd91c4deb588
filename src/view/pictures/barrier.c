/* barrier.c — how many of how many have arrived, and how often it has opened. */
#include "view/pictures/pictures.h"

static void draw(const struct scene *scene, uint32_t id, struct pane *pane)
{
    const struct world_object *barrier = &scene->world->object[id];
    enum look look = picture_changed(scene, id) ? LOOK_CHANGED : LOOK_PLAIN;
    if (barrier->destroyed) {
        pane_put(pane, 0, 0, LOOK_DIM, glyph(pane, "✗ destroyed", "x destroyed"));
        return;
    }
    int column = picture_places(pane, 0, 0, look, barrier->value, barrier->limit);
    column = pane_printf(pane, 0, column, look, "%u of %u arrived", (unsigned)barrier->value, (unsigned)barrier->limit);
    if (barrier->generation > 0)
        column = pane_printf(pane, 0, column + 2, LOOK_DIM, "opened %u%s", (unsigned)barrier->generation,
                             glyph(pane, "×", "x"));
    picture_queue(scene, pane, 0, column, id, "waiting");
}

const struct picture picture_of_barrier = { .draw = draw };
