/* waiting.c — who waits for what, for whom, and whether the waiting closes a circle. */
#include "world/world.h"

#include "world/rules.h"

static const struct rules *const holders[OBJECT_KINDS] = {
    [OBJECT_THREAD] = &rules_thread,
    [OBJECT_RWLOCK] = &rules_rwlock,
    [OBJECT_CONDITION] = &rules_condition,
    [OBJECT_SEMAPHORE] = &rules_semaphore,
    [OBJECT_PROCESS] = &rules_process,
    [OBJECT_PIPE] = &rules_pipe,
    [OBJECT_SOCKET] = &rules_socket,
    [OBJECT_WATCH] = &rules_watch,
    [OBJECT_NOTICE] = &rules_notice,
    [OBJECT_QUEUE] = &rules_queue,
};

bool world_waits(const struct world *world, uint16_t thread, struct wait *wait)
{
    if (thread >= world->threads)
        return false;
    const struct world_thread *self = &world->thread[thread];
    unsigned ways = world_ways(world, thread);
    if (self->phase != THREAD_AT_GATE || (ways & way_bit(WAY_GO)))
        return false;
    const struct step *about = &self->about;
    const struct world_object *object = &world->object[about->object];
    enum object_kind kind = act_object(about->act);
    const struct rules *book = holders[kind];
    /* A sleeper waits for no one: the object that is none has no owner. */
    wait->object = kind == OBJECT_THREAD ? 0 : about->object;
    wait->thread = book ? book->holder(world, object, about) : kind == OBJECT_NONE ? NOBODY : object->owner;
    if (kind == OBJECT_CONDITION && self->signalled)
        wait->object = about->other;
    return true;
}

bool world_stalled(const struct world *world)
{
    bool anyone = false;
    for (uint16_t t = 0; t < world->threads; t++) {
        enum thread_phase phase = world->thread[t].phase;
        if (phase == THREAD_RUNNING || (world_ways(world, t) & ~way_bit(WAY_SPURIOUS)))
            return false;
        anyone = anyone || phase == THREAD_AT_GATE;
    }
    return anyone;
}

uint64_t world_alarm(const struct world *world)
{
    uint64_t latest = 0;
    for (unsigned p = 0; p < STEP_PROCESSES; p++)
        for (unsigned k = 0; k < 2; k++)
            latest = world->alarm[p][k] > latest ? world->alarm[p][k] : latest;
    return latest;
}

static uint16_t waits_for(const struct world *world, uint16_t thread)
{
    struct wait wait;
    return world_waits(world, thread, &wait) ? wait.thread : NOBODY;
}

/* Walks from `start` for at most as many steps as there are threads: back at the start, it is a circle. */
static size_t circle_from(const struct world *world, uint16_t start, uint16_t *cycle)
{
    uint16_t at = start;
    for (size_t length = 0; length < world->threads; length++) {
        cycle[length] = at;
        at = waits_for(world, at);
        if (at == start)
            return length + 1;
        if (at == NOBODY || at >= world->threads)
            return 0;
    }
    return 0;
}

size_t world_cycle(const struct world *world, uint16_t *cycle)
{
    for (uint16_t t = 0; t < world->threads; t++) {
        size_t length = circle_from(world, t, cycle);
        if (length)
            return length;
    }
    return 0;
}

/* Inserts by how long the thread has waited, longest first. */
static size_t insert(const struct world *world, uint16_t *list, size_t count, size_t room, uint16_t thread)
{
    size_t k = count < room ? count++ : room - 1;
    if (k >= room)
        return count;
    while (k > 0 && world->thread[list[k - 1]].since > world->thread[thread].since) {
        list[k] = list[k - 1];
        k--;
    }
    list[k] = thread;
    return count;
}

size_t world_waiters(const struct world *world, uint32_t object, uint16_t *waiters, size_t room)
{
    size_t count = 0;
    struct wait wait;
    for (uint16_t t = 0; t < world->threads && count < room; t++)
        if (world_waits(world, t, &wait) && wait.object == object && object != 0)
            count = insert(world, waiters, count, room, t);
    return count;
}

size_t world_sleepers(const struct world *world, uint32_t condition, uint16_t *sleepers, size_t room)
{
    size_t count = 0;
    for (uint16_t t = 0; t < world->threads && count < room; t++)
        if (world->thread[t].asleep_on == condition && !world->thread[t].signalled)
            count = insert(world, sleepers, count, room, t);
    return count;
}
