/* semaphore.c — its tokens, and who waits for one, longest first. */
#include "view/pictures/pictures.h"

static void draw(const struct scene *scene, uint32_t id, struct pane *pane)
{
    const struct world_object *semaphore = &scene->world->object[id];
    enum look look = picture_changed(scene, id) ? LOOK_CHANGED : LOOK_PLAIN;
    if (semaphore->destroyed) {
        pane_put(pane, 0, 0, LOOK_DIM, glyph(pane, "✗ destroyed", "x destroyed"));
        return;
    }
    int column = picture_places(pane, 0, 0, look, semaphore->value, semaphore->value);
    if (semaphore->value == 0)
        column = pane_put(pane, 0, column, look, glyph(pane, "○ no token", ". no token"));
    else
        column = pane_printf(pane, 0, column, look, "%llu token%s", (unsigned long long)semaphore->value,
                             semaphore->value == 1 ? "" : "s");
    picture_queue(scene, pane, 0, column, id, "waiting");
}

const struct picture picture_of_semaphore = { .draw = draw };
