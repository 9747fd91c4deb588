/* process.c — what processes do to each other: fork, end, wait for, kill (fork(2), waitpid(2), kill(2)). Live runs only. */
#include <errno.h>

#include "world/rules.h"

static bool exists(const struct world *world, uint16_t process)
{
    return process < STEP_PROCESSES && world->process[process] != 0;
}

static const struct world_object *object_of(const struct world *world, uint16_t process)
{
    return &world->object[world->process[process]];
}

static bool has_ended(const struct world *world, uint16_t process)
{
    return exists(world, process) && object_of(world, process)->depth != LIFE_RUNS;
}

bool world_is_orphan(const struct world *world, uint16_t process)
{
    return process != 0 && exists(world, process) && !has_ended(world, process)
        && has_ended(world, object_of(world, process)->process);
}

/* Waiting for any child ends when one has ended that was not asked for yet, or when there is none left to wait for. */
static bool any_child_ends(const struct world *world, uint16_t parent)
{
    bool runs = false;
    for (uint16_t p = 1; p < STEP_PROCESSES; p++) {
        if (!exists(world, p) || object_of(world, p)->process != parent)
            continue;
        if (object_of(world, p)->depth == LIFE_ZOMBIE)
            return true;
        runs = runs || object_of(world, p)->depth == LIFE_RUNS;
    }
    return !runs;
}

static unsigned ways(const struct world *world, const struct world_object *process, const struct step *about)
{
    switch (about->act) {
    case ACT_WAIT_CHILD:
        return ways_when(process->depth != LIFE_RUNS, about);
    case ACT_WAIT_ANY:
        return ways_when(any_child_ends(world, world->thread[about->thread].process), about);
    default:
        return way_bit(WAY_GO);
    }
}

/* A lock that is held at the fork is held in the copy, too: by a thread that is not there, unless it is the one that forks. */
static void keep_locks(struct world *world, uint16_t parent, uint16_t child, const struct step *step)
{
    for (uint32_t k = 0; k < world->objects && world->kept_count < WORLD_KEPT; k++) {
        const struct world_object *lock = &world->object[world->met[k]];
        if ((lock->kind != OBJECT_MUTEX && lock->kind != OBJECT_SPIN) || lock->process != parent || lock->owner == NOBODY)
            continue;
        uint16_t owner = lock->owner == step->thread ? (uint16_t)step->other : lock->owner;
        world->kept[world->kept_count++] = (struct world_kept){ (uint16_t)world->met[k], child, owner };
    }
}

static int32_t fork_child(struct world *world, struct world_object *child, const struct step *step)
{
    if (!thread_room(world, step->other))
        return EAGAIN;
    world->thread[step->other] = (struct world_thread){
        .phase = THREAD_RUNNING, .parent = step->thread, .joiner = NOBODY, .process = child->size,
    };
    child->readers = step->other;
    child->depth = LIFE_RUNS;
    ends_inherit(world, world->thread[step->thread].process, child->size);
    keep_locks(world, world->thread[step->thread].process, child->size, step);
    return 0;
}

/* Whom nobody will ask about is buried at once: by the system, in whose care orphans are. */
static void bury_children(struct world *world, uint16_t parent)
{
    for (uint16_t p = 1; p < STEP_PROCESSES; p++)
        if (exists(world, p) && object_of(world, p)->process == parent && object_of(world, p)->depth == LIFE_ZOMBIE)
            world->object[world->process[p]].depth = LIFE_GONE;
}

void process_end(struct world *world, uint16_t process, int32_t status)
{
    for (uint16_t t = 0; t < world->threads; t++)
        if (world->thread[t].process == process && world->thread[t].phase != THREAD_ABSENT)
            world->thread[t].phase = THREAD_ENDED;
    ends_close_all(world, process);
    if (process < STEP_PROCESSES)
        world->alarm[process][0] = world->alarm[process][1] = 0;
    if (!exists(world, process))
        return;
    struct world_object *object = &world->object[world->process[process]];
    object->type = status;
    object->depth = process == 0 || has_ended(world, object->process) ? LIFE_GONE : LIFE_ZOMBIE;
    bury_children(world, process);
}

/* The one that was waited for and buried is `other`. */
static void bury(struct world *world, const struct step *step)
{
    if (step->result != 0 || step->other >= STEP_PROCESSES || !exists(world, (uint16_t)step->other))
        return;
    struct world_object *child = &world->object[world->process[step->other]];
    child->depth = LIFE_GONE;
    child->type = (int32_t)step->value;
    child->changed = world->step;
}

static int32_t act(struct world *world, struct world_object *process, struct step *step)
{
    switch (step->act) {
    case ACT_FORK:
        return fork_child(world, process, step);
    case ACT_QUIT:
    case ACT_DIE:
        process_end(world, world->thread[step->thread].process, (int32_t)step->value);
        return 0;
    case ACT_WAIT_CHILD:
    case ACT_WAIT_ANY:
    case ACT_TRYWAIT:
        bury(world, step);
        return 0;
    default:
        return 0;
    }
}

/* Whose end is waited for: the process's first thread stands for it. */
static uint16_t holder(const struct world *world, const struct world_object *process, const struct step *about)
{
    (void)world;
    return about->act == ACT_WAIT_CHILD ? (uint16_t)process->readers : NOBODY;
}

const struct rules rules_process = { .ways = ways, .act = act, .holder = holder };
