/* memory.h — what most steps are, accesses to memory, without the detour over the tables: memory is always there, so such
 * a step may always pass; it leaves its value. world.c uses these for every step of that kind, and a carrier that knows
 * that its step is one may call them itself. */
#ifndef WORLD_MEMORY_H
#define WORLD_MEMORY_H

#include "world/world.h"

static inline bool world_is_access(const struct step *step)
{
    return act_traits(step->act) & (ACT_READS | ACT_WRITES);
}

/* The thread comes to its gate. `step` is known to be of a running thread and a variable that has been met. */
static inline void world_arrive(struct world *world, const struct step *step)
{
    struct world_thread *self = &world->thread[step->thread];
    step_copy(&self->about, step);
    self->since = world->step;
    self->phase = THREAD_AT_GATE;
}

/* The books of every step that has been passed, of whatever kind. */
static inline void world_passed(struct world *world, const struct step *step)
{
    struct world_thread *self = &world->thread[step->thread];
    self->steps++;
    self->last_place = step->place;
    self->last_act = step->act;
    world->current = step->thread;
    world->time = step->time;
}

/* The thread passes the gate at which it stood. */
static inline void world_access(struct world *world, const struct step *step)
{
    struct world_object *variable = &world->object[step->object];
    world->thread[step->thread].phase = THREAD_RUNNING;
    world->misuse = NULL;
    world->step++;
    variable->value = step->value;
    variable->changed = world->step;
    variable->last = step->thread;
    world_passed(world, step);
}

#endif
