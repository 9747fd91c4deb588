/* watch.c — what descriptor sets do (epoll(7)): one waits there for whichever of many is ready first. Live runs only. */
#include "world/rules.h"

static bool is_ready(const struct world *world, uint32_t id)
{
    const struct world_object *object = &world->object[id % WORLD_OBJECTS];
    switch (object->kind) {
    case OBJECT_SOCKET:
        return socket_is_ready(object);
    case OBJECT_PIPE:
        return pipe_has_bytes(object) || world_open(world, id, PIPE_WRITES, ALL_PROCESSES) == 0;
    case OBJECT_NOTICE:
        return (int64_t)object->value > 0;
    default:
        return false;
    }
}

static bool any_ready(const struct world *world, uint32_t set)
{
    for (unsigned k = 0; k < world->watches; k++)
        if (world->watched[k].set == set && is_ready(world, world->watched[k].object))
            return true;
    return false;
}

static unsigned ways(const struct world *world, const struct world_object *set, const struct step *about)
{
    (void)set;
    return about->act == ACT_WATCH_WAIT ? ways_outside(any_ready(world, about->object), about) : way_bit(WAY_GO);
}

static void forget(struct world *world, uint32_t set, int16_t descriptor, bool all)
{
    for (unsigned k = world->watches; k-- > 0; )
        if (world->watched[k].set == set && (all || world->watched[k].descriptor == descriptor))
            world->watched[k] = world->watched[--world->watches];
}

static void change(struct world *world, const struct step *step)
{
    uint16_t process = world->thread[step->thread].process;
    if (step->result != 0)
        return;
    forget(world, step->object, (int16_t)step->other, false);
    if (step->size != 0 && world->watches < WORLD_WATCHED)
        world->watched[world->watches++] = (struct world_watched){ (uint16_t)step->object, (uint16_t)step->value, process,
                                                                   (int16_t)step->other };
}

static int32_t act(struct world *world, struct world_object *set, struct step *step)
{
    uint16_t process = world->thread[step->thread].process;
    switch (step->act) {
    case ACT_WATCH_MAKE:
        forget(world, step->object, 0, true);
        set->destroyed = false;
        end_open(world, step->object, process, step->other, PIPE_BOTH);
        break;
    case ACT_WATCH_CHANGE:
        change(world, step);
        break;
    case ACT_WATCH_CLOSE:
        end_close(world, process, step->other);
        set->destroyed = world_open(world, step->object, PIPE_BOTH, ALL_PROCESSES) == 0;
        break;
    default:
        break;
    }
    return 0;
}

static uint16_t holder(const struct world *world, const struct world_object *set, const struct step *about)
{
    (void)world;
    (void)set;
    (void)about;
    return NOBODY;
}

const struct rules rules_watch = { .ways = ways, .act = act, .holder = holder };
