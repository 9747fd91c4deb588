/* lanes_time.c — the time line below the lanes: the scroll bar of the run; see lanes.h. */
#include <stdio.h>

#include "view/lanes_inside.h"

static int hidden_threads(const struct scene *scene, const struct pane *pane)
{
    return scene->world->threads - lanes_shown(scene, pane);
}

/* Below the lanes: at the pane's end, but not a long way off. */
int lanes_time_row(const struct scene *scene, const struct pane *pane)
{
    enum { ROW_LEAST = 3 };
    int below = lanes_height(scene, pane) * scene->world->threads;
    if (below < ROW_LEAST)
        below = ROW_LEAST;
    return below < pane->rows - 1 ? below : pane->rows - 1;
}

static const char *time_text(const struct scene *scene, char *out, size_t room)
{
    snprintf(out, room, "step %u/%u", (unsigned)session_cursor(scene->tell.session),
             (unsigned)session_length(scene->tell.session));
    return out;
}

/* The room for its text grows with the number of digits, not with the step: the knob must not move by itself. */
static int time_columns(const struct scene *scene, const struct pane *pane)
{
    int digits = snprintf(NULL, 0, "%u", (unsigned)session_length(scene->tell.session));
    int text = 8 + 2 * (digits > 3 ? digits : 3);
    return pane->columns - lanes_label_columns(scene, pane) - text - (hidden_threads(scene, pane) > 0 ? 14 : 0);
}

void lanes_draw_time(const struct scene *scene, struct pane *pane, int row)
{
    uint32_t cursor = session_cursor(scene->tell.session), length = session_length(scene->tell.session);
    int left = lanes_label_columns(scene, pane), columns = time_columns(scene, pane), hidden = hidden_threads(scene, pane);
    if (columns < 4)
        return;
    int knob = length ? (int)((uint64_t)cursor * (uint64_t)(columns - 1) / length) : 0;
    pane_put(pane, row, 0, LOOK_DIM, "time");
    pane_fill(pane, row, left, knob, LOOK_BAR, glyph(pane, "━", "="));
    pane_fill(pane, row, left + knob, columns - knob, LOOK_DIM, glyph(pane, "─", "-"));
    pane_put(pane, row, left + knob, LOOK_STRONG, glyph(pane, "●", "@"));
    char text[40];
    int end = pane_put(pane, row, left + columns + 1, LOOK_PLAIN, time_text(scene, text, sizeof text));
    if (hidden > 0)
        pane_printf(pane, row, end + 2, LOOK_DIM, "+%d thread%s", hidden, hidden == 1 ? "" : "s");
}

bool lanes_step_at(const struct scene *scene, const struct pane *pane, int row, int column, uint32_t *step)
{
    int left = lanes_label_columns(scene, pane), columns = time_columns(scene, pane);
    if (row != lanes_time_row(scene, pane) || column < left || column >= left + columns || columns < 2)
        return false;
    uint64_t length = session_length(scene->tell.session);
    *step = (uint32_t)(length * (uint64_t)(column - left) / (uint64_t)(columns - 1));
    return true;
}
