/* pipe.c — what pipes do: bytes in flight, and who has which end open (pipe(7), fifo(7), socketpair(2)). Live runs only.
 *
 * Records of a live run may come a little out of order, a read before the write that it reads from: bytes are counted without
 * regard to that, and what is below nothing is nothing for a moment. */
#include <errno.h>

#include "world/rules.h"

enum { ROOM = 65536 };      /* of a pipe, unless it has been changed */

static const struct world_end *end_of(const struct world *world, uint16_t process, uint32_t descriptor)
{
    for (unsigned k = 0; k < world->ends; k++)
        if (world->end[k].process == process && world->end[k].descriptor == (int16_t)descriptor)
            return &world->end[k];
    return NULL;
}

static void open_end(struct world *world, uint32_t pipe, uint16_t process, uint32_t descriptor, unsigned end)
{
    if (world->ends < WORLD_ENDS)
        world->end[world->ends++] = (struct world_end){ (uint16_t)pipe, process, (int16_t)descriptor, (uint8_t)end };
}

static void close_end(struct world *world, uint16_t process, uint32_t descriptor)
{
    const struct world_end *end = end_of(world, process, descriptor);
    if (end)
        world->end[end - world->end] = world->end[--world->ends];
}

void pipe_inherit(struct world *world, uint16_t parent, uint16_t child)
{
    unsigned count = world->ends;
    for (unsigned k = 0; k < count; k++)
        if (world->end[k].process == parent)
            open_end(world, world->end[k].object, child, (uint32_t)world->end[k].descriptor, world->end[k].end);
}

void pipe_close_all(struct world *world, uint16_t process)
{
    for (unsigned k = world->ends; k-- > 0; )
        if (world->end[k].process == process)
            world->end[k] = world->end[--world->ends];
}

unsigned world_open(const struct world *world, uint32_t pipe, enum pipe_end end, uint16_t process)
{
    uint64_t open = 0;
    for (unsigned k = 0; k < world->ends; k++) {
        const struct world_end *one = &world->end[k];
        if (one->object == pipe && (one->end == end || one->end == PIPE_BOTH) && (process == ALL_PROCESSES || one->process == process))
            open |= (uint64_t)1 << one->process % 64;
    }
    return (unsigned)__builtin_popcountll(open);
}

/* The bytes that whoever reads at this end will get; of a pair each end has its own. */
static uint64_t *bytes_for(struct world_object *pipe, unsigned reading_end)
{
    return pipe->type == PIPE_PAIR && reading_end == PIPE_WRITES ? &pipe->reading : &pipe->value;
}

static unsigned end_by(const struct world *world, const struct step *step)
{
    const struct world_end *end = end_of(world, world->thread[step->thread].process, step->other);
    bool writes = step->act == ACT_PIPE_WRITE || step->act == ACT_PIPE_TRYWRITE;
    return end ? end->end : writes ? PIPE_WRITES : PIPE_READS;
}

/* At which end what this one writes comes out; and at which end what this one reads was put in. */
static unsigned opposite(unsigned end)
{
    return end == PIPE_WRITES ? PIPE_READS : PIPE_WRITES;
}

static bool may_read(const struct world *world, const struct world_object *pipe, const struct step *about)
{
    unsigned end = pipe->type == PIPE_PAIR ? end_by(world, about) : PIPE_READS;
    struct world_object copy = *pipe;
    return (int64_t)*bytes_for(&copy, end) > 0 || world_open(world, about->object, opposite(end), ALL_PROCESSES) == 0;
}

static bool may_write(const struct world *world, const struct world_object *pipe, const struct step *about)
{
    unsigned end = pipe->type == PIPE_PAIR ? end_by(world, about) : PIPE_WRITES;
    struct world_object copy = *pipe;
    int64_t bytes = (int64_t)*bytes_for(&copy, opposite(end));
    uint64_t asked = about->value < 4096 ? about->value : 1;        /* up to PIPE_BUF all at once, else as they fit */
    return bytes + (int64_t)asked <= ROOM || world_open(world, about->object, opposite(end), ALL_PROCESSES) == 0;
}

/* Opening one end of a named pipe waits until somebody opens the other. */
static bool may_open(const struct world *world, const struct step *about)
{
    if (about->other == PIPE_BOTH || world_open(world, about->object, opposite(about->other), ALL_PROCESSES) > 0)
        return true;
    for (uint16_t t = 0; t < world->threads; t++) {
        const struct step *other = &world->thread[t].about;
        if (world->thread[t].phase == THREAD_AT_GATE && other->act == ACT_PIPE_OPEN && other->object == about->object
            && other->other != about->other)
            return true;
    }
    return false;
}

static unsigned ways(const struct world *world, const struct world_object *pipe, const struct step *about)
{
    switch (about->act) {
    case ACT_PIPE_READ:
    case ACT_PIPE_POLL:
        return ways_when(may_read(world, pipe, about), about);
    case ACT_PIPE_WRITE:
        return ways_when(may_write(world, pipe, about), about);
    case ACT_PIPE_OPEN:
        return ways_when(may_open(world, about), about);
    default:
        return way_bit(WAY_GO);
    }
}

static void move(struct world *world, struct world_object *pipe, const struct step *step)
{
    unsigned end = pipe->type == PIPE_PAIR ? end_by(world, step) : PIPE_READS;
    if (step->result <= 0)
        return;
    if (step->act == ACT_PIPE_READ || step->act == ACT_PIPE_TRYREAD)
        *bytes_for(pipe, end) -= (uint64_t)step->result;
    else
        *bytes_for(pipe, pipe->type == PIPE_PAIR ? opposite(end) : PIPE_READS) += (uint64_t)step->result;
}

static void duplicate(struct world *world, const struct step *step)
{
    uint16_t process = world->thread[step->thread].process;
    const struct world_end *old = end_of(world, process, step->other);
    if (step->result < 0 || (uint32_t)step->result == step->other || !old)
        return;
    struct world_end copy = *old;
    close_end(world, process, (uint32_t)step->result);
    open_end(world, copy.object, process, (uint32_t)step->result, copy.end);
}

static int32_t act(struct world *world, struct world_object *pipe, struct step *step)
{
    uint16_t process = world->thread[step->thread].process;
    switch (step->act) {
    case ACT_PIPE_MAKE:
        if (step->result == 0 && pipe->type != PIPE_NAMED) {
            open_end(world, step->object, process, (uint32_t)step->value, PIPE_READS);
            open_end(world, step->object, process, (uint32_t)(step->value >> 32), PIPE_WRITES);
        }
        return 0;
    case ACT_PIPE_OPEN:
        if (step->result >= 0)
            open_end(world, step->object, process, (uint32_t)step->result, step->other);
        return 0;
    case ACT_PIPE_CLOSE:
        close_end(world, process, step->other);
        return 0;
    case ACT_PIPE_DUP:
        duplicate(world, step);
        return 0;
    case ACT_PIPE_POLL:
    case ACT_PIPE_TRYPOLL:
        return 0;
    default:
        move(world, pipe, step);
        return 0;
    }
}

static uint16_t holder(const struct world *world, const struct world_object *pipe, const struct step *about)
{
    (void)world;
    (void)pipe;
    (void)about;
    return NOBODY;      /* anyone with the other end */
}

const struct rules rules_pipe = { .ways = ways, .act = act, .holder = holder };
