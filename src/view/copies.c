/* copies.c — see copies.h. */
#include "view/copies.h"

static bool is_private(const struct world_object *object)
{
    return object->kind == OBJECT_VARIABLE && object->process < STEP_PROCESSES;
}

static bool is_copy(const struct world_object *a, const struct world_object *b)
{
    return is_private(a) && is_private(b) && a->process != b->process && a->region == b->region
        && a->address == b->address && a->place == b->place;
}

size_t copies_of(const struct world *world, uint32_t id, uint32_t *ids, size_t room)
{
    size_t count = 0;
    const struct world_object *object = &world->object[id];
    for (uint16_t process = 0; process < STEP_PROCESSES && is_private(object); process++) {
        if (process != 0 && !world->process[process])
            continue;
        for (uint32_t k = 0; k < world->objects && k < WORLD_OBJECTS && count < room; k++) {
            const struct world_object *other = &world->object[world->met[k]];
            if (other->process == process && (other == object || is_copy(object, other)))
                ids[count++] = world->met[k];
        }
    }
    return count;
}

bool copies_shown_elsewhere(const struct world *world, uint32_t id)
{
    for (uint32_t k = 0; world->process[1] != 0 && k < world->objects && world->met[k] != id; k++)
        if (is_copy(&world->object[id], &world->object[world->met[k]]))
            return true;
    return false;
}
