/* notice.c — an event descriptor: its count, or that a clock or a signal makes it readable; and who waits for that. */
#include "view/pictures/pictures.h"

static int put_state(struct pane *pane, enum look look, const struct world_object *notice)
{
    if (notice->type == NOTICE_CLOCK)
        return pane_put(pane, 0, 0, look, "a clock");
    if (notice->type == NOTICE_SIGNAL)
        return pane_put(pane, 0, 0, look, "signals");
    long long count = (int64_t)notice->value > 0 ? (long long)notice->value : 0;
    return pane_printf(pane, 0, 0, look, "count %lld", count);
}

static void draw(const struct scene *scene, uint32_t id, struct pane *pane)
{
    const struct world_object *notice = &scene->world->object[id];
    enum look look = picture_changed(scene, id) ? LOOK_CHANGED : LOOK_PLAIN;
    if (notice->destroyed) {
        pane_put(pane, 0, 0, LOOK_DIM, glyph(pane, "✗ closed", "x closed"));
        return;
    }
    int column = put_state(pane, look, notice);
    picture_queue(scene, pane, 0, column, id, "waiting");
}

const struct picture picture_of_notice = { .draw = draw };
