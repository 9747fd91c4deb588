/* mutex.c — who holds the lock, how deep, of which type it is, and who waits, longest first. */
#include "view/pictures/pictures.h"

static const char *type_word(int32_t type)
{
    switch (type & 3) {
    case MUTEX_RECURSIVE:
        return "recursive";
    case MUTEX_ERRORCHECK:
        return "error-checking";
    case MUTEX_ADAPTIVE:
        return "adaptive";
    default:
        return "";
    }
}

static void draw(const struct scene *scene, uint32_t id, struct pane *pane)
{
    const struct world_object *mutex = &scene->world->object[id];
    int column = picture_lock(scene, pane, id);
    if (mutex->depth > 1 || (mutex->owner != NOBODY && (mutex->type & 3) == MUTEX_RECURSIVE))
        column = pane_printf(pane, 0, column + 1, LOOK_STRONG, "depth %u", (unsigned)mutex->depth);
    if (*type_word(mutex->type))
        column = pane_printf(pane, 0, column + 1, LOOK_DIM, "(%s)", type_word(mutex->type));
    column = picture_queue(scene, pane, 0, column, id, "waiting");
    picture_protects(scene, pane, 0, column, id);
}

const struct picture picture_of_mutex = { .draw = draw };
