/* condition.c — who sleeps until something changes, who has been woken and wants the mutex back, and how many signals
 * found nobody. */
#include "view/pictures/pictures.h"

/* Chosen by a signal, but not yet through its second gate. */
static size_t list_woken(const struct world *world, uint32_t id, uint16_t *woken, size_t room)
{
    size_t count = 0;
    for (uint16_t t = 0; t < world->threads && count < room; t++)
        if (world->thread[t].asleep_on == id && world->thread[t].signalled)
            woken[count++] = t;
    return count;
}

static void draw(const struct scene *scene, uint32_t id, struct pane *pane)
{
    uint16_t list[32];
    const struct world_object *condition = &scene->world->object[id];
    enum look look = picture_changed(scene, id) ? LOOK_CHANGED : LOOK_PLAIN;
    if (condition->destroyed) {
        pane_put(pane, 0, 0, LOOK_DIM, glyph(pane, "✗ destroyed", "x destroyed"));
        return;
    }
    int column;
    size_t count = world_sleepers(scene->world, id, list, 32);
    if (count > 0) {
        column = pane_put(pane, 0, 0, look, glyph(pane, "☾ asleep: ", "z asleep: "));
        column = picture_threads(scene, pane, 0, column, list, count);
    } else {
        column = pane_put(pane, 0, 0, look, glyph(pane, "○ nobody asleep", "o nobody asleep"));
    }
    count = list_woken(scene->world, id, list, 32);
    if (count > 0) {
        column = pane_put(pane, 0, column + 2, LOOK_READY, "woken: ");
        column = picture_threads(scene, pane, 0, column, list, count);
    }
    if (condition->lost > 0)
        pane_printf(pane, 0, column + 2, LOOK_DIM, "%u signal%s found nobody", (unsigned)condition->lost,
                    condition->lost == 1 ? "" : "s");
}

const struct picture picture_of_condition = { .draw = draw };
