/* variable.c — memory that several threads reach: its value, and the race it took part in. */
#include "view/pictures/pictures.h"

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
static void draw(const struct scene *scene, uint32_t id, struct pane *pane)
{
    enum { VALUE = 8 };
    char value[64], text[120];
    const struct world_object *variable = &scene->world->object[id];
    bool changed = picture_changed(scene, id);
    const char *shown = variable->changed
        ? session_object_value(scene->tell.session, id, variable->value, value, sizeof value) : "?";
    int column = pane_put(pane, 0, 0, changed ? LOOK_CHANGED : LOOK_NUMBER, shown);
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
