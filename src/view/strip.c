/* strip.c — see strip.h. */
#include "view/strip.h"

#include <stdio.h>

#include "view/phases.h"

enum { NOTE = 26, ROWS_MOST = 3 };

/* The k-th object that the program met, if it is a download; NULL. */
static const struct world_object *download(const struct scene *scene, uint32_t k)
{
    const struct world_object *object = &scene->world->object[scene->world->met[k] % WORLD_OBJECTS];
    return object->kind == OBJECT_TRANSFER ? object : NULL;
}

static uint32_t met(const struct scene *scene)
{
    return scene->world->objects < WORLD_OBJECTS ? scene->world->objects : WORLD_OBJECTS;
}

unsigned strip_count(const struct scene *scene)
{
    unsigned count = 0;
    for (uint32_t k = 0; k < met(scene); k++)
        count += download(scene, k) != NULL;
    return count;
}

bool strip_changed(const struct scene *scene)
{
    for (uint32_t k = 0; k < met(scene); k++)
        if (download(scene, k) && picture_changed(scene, scene->world->met[k]))
            return true;
    return false;
}

int strip_rows(const struct scene *scene, int columns)
{
    int rows = columns > 0 ? ((int)strip_count(scene) + NOTE + columns - 1) / columns : 1;
    return rows < ROWS_MOST ? rows : ROWS_MOST;
}

static int put_sign(struct pane *pane, int row, int column, const struct world_object *download, bool changed)
{
    bool over = download->depth >= TRANSFER_OVER, good = phase_is_good(download->type);
    struct phase_sign sign = { "✗", "x", LOOK_FAILURE, "", "" };
    if (over && good)
        sign = (struct phase_sign){ "✓", "v", LOOK_GOOD, "", "" };
    else if (!over)
        sign = phase_signs[download->depth];
    return pane_put(pane, row, column, changed ? LOOK_CHANGED : sign.look, glyph(pane, sign.glyph, sign.ascii));
}

void strip_draw(const struct scene *scene, struct pane *pane)
{
    unsigned over = 0, line = 0, all = 0, good = 0;
    char note[60];
    int row = 0, column = 0;
    for (uint32_t k = 0; k < met(scene); k++) {
        const struct world_object *one = download(scene, k);
        if (!one)
            continue;
        all++;
        over += one->depth >= TRANSFER_OVER;
        good += one->depth >= TRANSFER_OVER && phase_is_good(one->type);
        line += one->depth == TRANSFER_QUEUES;
        if (column >= pane->columns) {
            row++;
            column = 0;
        }
        column = put_sign(pane, row, column, one, picture_changed(scene, scene->world->met[k]));
    }
    if (over < all)
        snprintf(note, sizeof note, "%u over, %u under way", over, all - over - line);
    else
        snprintf(note, sizeof note, good == all ? "all answered" : "all over, %u not well", all - good);
    if (column + 2 + text_columns(note) > pane->columns) {
        row++;
        column = -2;
    }
    pane_put(pane, row, column + 2, LOOK_DIM, note);
}
