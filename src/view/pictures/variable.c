/* variable.c — memory that several threads reach: its value, and the race it took part in. */
#include "view/pictures/pictures.h"

#include "view/copies.h"
#include "view/say.h"

/* The latest race on this variable; NULL: none. */
static const struct session_race *race_on(const struct scene *scene, uint32_t id)
{
    const struct session_race *races;
    for (size_t count = session_races(scene->tell.session, &races); count > 0; count--)
        if (races[count - 1].object == id)
            return &races[count - 1];
    return NULL;
}

/* Before anyone has touched it nobody knows what it holds. */
static int put_value(const struct scene *scene, struct pane *pane, int column, uint32_t id)
{
    char value[64];
    const struct world_object *variable = &scene->world->object[id];
    const char *shown = variable->changed
        ? session_object_value(scene->tell.session, id, variable->value, value, sizeof value) : "?";
    return pane_put(pane, 0, column, picture_changed(scene, id) ? LOOK_CHANGED : LOOK_NUMBER, shown);
}

/* Whose memory it lies in, called as its first thread is. */
static int put_process(const struct scene *scene, struct pane *pane, int column, uint16_t process)
{
    const struct world *world = scene->world;
    uint16_t thread = process == 0 ? 0 : (uint16_t)world->object[world->process[process]].readers;
    if (thread == 0)
        return pane_put(pane, 0, column, say_thread_look(0), "main");
    return pane_printf(pane, 0, column, say_thread_look(thread), "child %u", process);
}

/* "main 7 │ child 1 8   same address": two address spaces. */
static void draw_copies(const struct scene *scene, const uint32_t *copies, size_t count, struct pane *pane)
{
    int column = 0;
    for (size_t k = 0; k < count; k++) {
        if (k > 0)
            column = pane_put(pane, 0, column, LOOK_DIM, glyph(pane, " │ ", " | "));
        column = put_process(scene, pane, column, scene->world->object[copies[k]].process);
        column = put_value(scene, pane, column + 1, copies[k]);
    }
    pane_put(pane, 0, column + 3, LOOK_DIM, count == 2 ? "one address, two memories" : "one address, a memory each");
}

static void draw(const struct scene *scene, uint32_t id, struct pane *pane)
{
    enum { VALUE = 8 };
    char text[120];
    uint32_t copies[STEP_PROCESSES];
    size_t count = copies_of(scene->world, id, copies, STEP_PROCESSES);
    if (count > 1) {
        draw_copies(scene, copies, count, pane);
        return;
    }
    const struct world_object *variable = &scene->world->object[id];
    bool changed = picture_changed(scene, id);
    int column = put_value(scene, pane, 0, id);
    if (changed) {
        bool wrote = act_traits(scene->world->thread[variable->last].last_act) & ACT_WRITES;
        column = pane_put(pane, 0, column + 1, LOOK_DIM, wrote ? glyph(pane, "◂ written by ", "< written by ")
                                                              : glyph(pane, "▸ read by ", "> read by "));
        column = picture_thread(scene, pane, 0, column, variable->last);
    }
    const struct session_race *race = race_on(scene, id);
    if (!race)
        return;
    column = column < VALUE ? VALUE : column + 2;
    column = pane_put(pane, 0, column, LOOK_WARNING, glyph(pane, "⚠ race: ", "! race: "));
    say_put(pane, 0, column, pane->columns - column, LOOK_WARNING, tell_race_short(&scene->tell, race, text, sizeof text));
}

const struct picture picture_of_variable = { .draw = draw };
