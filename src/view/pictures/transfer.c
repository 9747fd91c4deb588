/* transfer.c — a download: what it does now; when it is over how it ended, and a bar of where its time has gone. */
#include <string.h>

#include "view/phases.h"
#include "view/pictures/pictures.h"

enum { BAR = 24 };

/* Each phase that took any time has a column at least. */
static int draw_bar(const struct world_object *transfer, struct pane *pane, int column)
{
    uint64_t before = 0;
    int left = BAR;
    for (int phase = TRANSFER_LOOKS_UP; phase < TRANSFER_OVER && transfer->limit > 0; phase++) {
        uint64_t end = transfer_ended(transfer->reading, (enum transfer_phase)phase, transfer->limit);
        const struct phase_sign *sign = &phase_signs[phase];
        int wide = end > before ? (int)((end - before) * BAR / transfer->limit) : 0;
        wide = end > before && wide == 0 ? 1 : wide < left ? wide : left;
        pane_fill(pane, 0, column, wide, sign->look, glyph(pane, sign->glyph, sign->ascii));
        column += wide;
        left -= wide;
        before = end > before ? end : before;
    }
    return column + (left < BAR);
}

static int draw_end(const struct world_object *transfer, struct pane *pane, enum look look)
{
    bool good = phase_is_good(transfer->type);
    enum look own = look == LOOK_CHANGED ? look : good ? LOOK_GOOD : LOOK_FAILURE;
    int column = pane_put(pane, 0, 0, own, good ? glyph(pane, "✓ ", "v ") : glyph(pane, "✗ ", "x "));
    if (transfer->type >= 0)
        return pane_printf(pane, 0, column, look, "%d", transfer->type);
    return pane_put(pane, 0, column, look, strerror(-transfer->type));
}

static void draw(const struct scene *scene, uint32_t id, struct pane *pane)
{
    const struct world_object *transfer = &scene->world->object[id];
    enum look look = picture_changed(scene, id) ? LOOK_CHANGED : LOOK_PLAIN;
    char bytes[24];
    if (transfer->depth < TRANSFER_OVER) {
        const struct phase_sign *sign = &phase_signs[transfer->depth];
        int column = pane_put(pane, 0, 0, sign->look, glyph(pane, sign->glyph, sign->ascii));
        column = pane_printf(pane, 0, column + 1, look, "%s", sign->does);
        if (transfer->value > 0)
            pane_printf(pane, 0, column, look, " %s", phase_bytes(transfer->value, bytes, sizeof bytes));
        return;
    }
    int column = draw_end(transfer, pane, look);
    column = pane_printf(pane, 0, column + 1, LOOK_PLAIN, "%9s", phase_bytes(transfer->value, bytes, sizeof bytes));
    column = draw_bar(transfer, pane, column + 2);
    pane_printf(pane, 0, column, LOOK_DIM, "%.1f ms", transfer->limit / 1000.0);
}

const struct picture picture_of_transfer = { .draw = draw };
