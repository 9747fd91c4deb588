/* pipe.c — what pipes do: bytes in flight, and who has which end open (pipe(7), fifo(7), socketpair(2)). Live runs only.
 *
 * Records of a live run may come a little out of order, a read before the write that it reads from: bytes are counted without
 * regard to that, and what is below nothing is nothing for a moment. */
#include <errno.h>

#include "world/rules.h"

enum { ROOM = 65536 };      /* of a pipe, unless it has been changed */

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

bool pipe_has_bytes(const struct world_object *pipe)
{
    return (int64_t)pipe->value > 0;
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

static int32_t act(struct world *world, struct world_object *pipe, struct step *step)
{
    uint16_t process = world->thread[step->thread].process;
    switch (step->act) {
    case ACT_PIPE_MAKE:
        if (step->result == 0 && pipe->type != PIPE_NAMED) {
            end_open(world, step->object, process, (uint32_t)step->value, PIPE_READS);
            end_open(world, step->object, process, (uint32_t)(step->value >> 32), PIPE_WRITES);
        }
        return 0;
    case ACT_PIPE_OPEN:
        if (step->result >= 0)
            end_open(world, step->object, process, (uint32_t)step->result, step->other);
        return 0;
    case ACT_PIPE_CLOSE:
        end_close(world, process, step->other);
        return 0;
    case ACT_PIPE_DUP:
        end_duplicate(world, step);
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
