/* spin.c — a lock whose waiters stay awake: who holds it, and who burns CPU at it. */
#include "view/pictures/pictures.h"

static void draw(const struct scene *scene, uint32_t id, struct pane *pane)
{
    int column = picture_lock(scene, pane, id);
    column = pane_put(pane, 0, column + 1, LOOK_DIM, "(spin lock)");
    column = picture_queue(scene, pane, 0, column, id, "spinning");
    picture_protects(scene, pane, 0, column, id);
}

const struct picture picture_of_spin = { .draw = draw };
