/* progress.c — how much of something is done, and after what time; and a bar that fills. */
#include "view/pictures/pictures.h"

enum { LEAST = 6, EIGHTHS = 8, MORE = 13 };     /* MORE: columns at the end, where what has no place is counted */

/* Eighths of a column, so that a narrow bar moves, too. */
static void draw_bar(struct pane *pane, int from, int wide, enum look look, uint64_t done, uint64_t all)
{
    static const char *const parts[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
    uint64_t eighths = done * (uint64_t)wide * EIGHTHS / all;
    int full = (int)(eighths / EIGHTHS);
    pane_fill(pane, 0, from, wide, LOOK_DIM, glyph(pane, "░", "."));
    pane_fill(pane, 0, from, full, look, glyph(pane, "█", "#"));
    if (!pane->ascii && full < wide && eighths % EIGHTHS > 0)
        pane_put(pane, 0, from + full, look, parts[eighths % EIGHTHS]);
}

static void draw(const struct scene *scene, uint32_t id, struct pane *pane)
{
    const struct world_object *progress = &scene->world->object[id];
    bool over = progress->value >= progress->limit;
    if (progress->limit == 0)
        return;
    int column = pane_printf(pane, 0, 0, over ? LOOK_GOOD : LOOK_PLAIN, "%4llu/%u", (unsigned long long)progress->value,
                             (unsigned)progress->limit);
    pane_put(pane, 0, column, LOOK_GOOD, over ? glyph(pane, "✓", "v") : " ");
    column = pane_printf(pane, 0, column + 1, over ? LOOK_STRONG : LOOK_PLAIN, "%7.3f s", progress->generation / 1e6) + 1;
    if (pane->columns - column - MORE >= LEAST)
        draw_bar(pane, column, pane->columns - column - MORE, over ? LOOK_GOOD : LOOK_BAR, progress->value, progress->limit);
}

const struct picture picture_of_progress = { .draw = draw };
