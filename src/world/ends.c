/* ends.c — which process has what open as which descriptor: the list behind pipes, sockets and the like. Live runs only. */
#include "world/rules.h"

const struct world_end *end_of(const struct world *world, uint16_t process, uint32_t descriptor)
{
    for (unsigned k = 0; k < world->ends; k++)
        if (world->end[k].process == process && world->end[k].descriptor == (int16_t)descriptor)
            return &world->end[k];
    return NULL;
}

static void add(struct world *world, uint32_t object, uint16_t process, uint32_t descriptor, unsigned end)
{
    if (world->ends < WORLD_ENDS)
        world->end[world->ends++] = (struct world_end){ (uint16_t)object, process, (int16_t)descriptor, (uint8_t)end };
}

static void take_out(struct world *world, unsigned at)
{
    uint16_t object = world->end[at].object;
    world->end[at] = world->end[--world->ends];
    if (world->object[object].kind == OBJECT_SOCKET && world_open(world, object, PIPE_BOTH, ALL_PROCESSES) == 0)
        socket_ends(world, object);
}

/* A closed descriptor is in no set any more; that of a copy of it may be, which is not told apart here. */
static void watch_no_more(struct world *world, uint16_t process, uint32_t descriptor)
{
    for (unsigned k = world->watches; k-- > 0; )
        if (world->watched[k].process == process && world->watched[k].descriptor == (int16_t)descriptor)
            world->watched[k] = world->watched[--world->watches];
}

void end_open(struct world *world, uint32_t object, uint16_t process, uint32_t descriptor, unsigned end)
{
    end_close(world, process, descriptor);
    add(world, object, process, descriptor, end);
}

void end_close(struct world *world, uint16_t process, uint32_t descriptor)
{
    const struct world_end *end = end_of(world, process, descriptor);
    if (!end)
        return;
    watch_no_more(world, process, descriptor);
    take_out(world, (unsigned)(end - world->end));
}

void end_duplicate(struct world *world, const struct step *step)
{
    uint16_t process = world->thread[step->thread].process;
    const struct world_end *old = end_of(world, process, step->other);
    if (step->result < 0 || (uint32_t)step->result == step->other || !old)
        return;
    struct world_end copy = *old;
    end_open(world, copy.object, process, (uint32_t)step->result, copy.end);
}

void ends_inherit(struct world *world, uint16_t parent, uint16_t child)
{
    unsigned count = world->ends;
    for (unsigned k = 0; k < count; k++)
        if (world->end[k].process == parent)
            add(world, world->end[k].object, child, (uint32_t)world->end[k].descriptor, world->end[k].end);
}

void ends_close_all(struct world *world, uint16_t process)
{
    for (unsigned k = world->ends; k-- > 0; )
        if (world->end[k].process == process)
            take_out(world, k);
}

unsigned world_open(const struct world *world, uint32_t object, enum pipe_end end, uint16_t process)
{
    uint64_t open = 0;
    for (unsigned k = 0; k < world->ends; k++) {
        const struct world_end *one = &world->end[k];
        if (one->object == object && (one->end == end || one->end == PIPE_BOTH) && (process == ALL_PROCESSES || one->process == process))
            open |= (uint64_t)1 << one->process % 64;
    }
    return (unsigned)__builtin_popcountll(open);
}
