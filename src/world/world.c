/* world.c — applies steps: finds the thread and the object, asks the kind's rules, keeps the books. */
#include "world/world.h"

#include <string.h>

#include "world/memory.h"
#include "world/rules.h"

static const struct rules *const rules[OBJECT_KINDS] = {
    [OBJECT_THREAD] = &rules_thread,
    [OBJECT_VARIABLE] = &rules_variable,
    [OBJECT_MUTEX] = &rules_mutex,
    [OBJECT_RWLOCK] = &rules_rwlock,
    [OBJECT_SPIN] = &rules_spin,
    [OBJECT_CONDITION] = &rules_condition,
    [OBJECT_BARRIER] = &rules_barrier,
    [OBJECT_SEMAPHORE] = &rules_semaphore,
    [OBJECT_ONCE] = &rules_once,
    [OBJECT_OUTPUT] = &rules_output,
    [OBJECT_PROCESS] = &rules_process,
    [OBJECT_PIPE] = &rules_pipe,
    [OBJECT_SOCKET] = &rules_socket,
    [OBJECT_WATCH] = &rules_watch,
    [OBJECT_NOTICE] = &rules_notice,
    [OBJECT_QUEUE] = &rules_queue,
    [OBJECT_TRANSFER] = &rules_transfer,
    [OBJECT_PROGRESS] = &rules_progress,
};

void world_begin(struct world *world)
{
    for (uint32_t k = 0; k < world->objects && k < WORLD_OBJECTS; k++)
        world->object[world->met[k] % WORLD_OBJECTS].kind = OBJECT_NONE;
    world->step = 0;
    world->time = 0;
    world->objects = 0;
    world->threads = 1;
    world->current = NOBODY;
    world->outcome = OUTCOME_RUNNING;
    world->exit_code = 0;
    world->races = 0;
    world->forbidden = 0;
    world->lost = 0;
    world->misuse = NULL;
    world->ends = world->watches = world->messages = 0;
    if (world->alarms)
        memset(world->alarm, 0, sizeof world->alarm);
    if (world->enclosed)
        memset(world->outer, 0, sizeof world->outer);
    world->alarms = world->enclosed = false;
    memset(world->process, 0, sizeof world->process);
    world->thread[0] = (struct world_thread){ .phase = THREAD_RUNNING, .parent = NOBODY, .joiner = NOBODY };
}

static const struct rules *rules_of(const struct world *world, const struct step *step)
{
    enum object_kind kind = act_object(step->act);
    if (kind != OBJECT_NONE && kind != OBJECT_THREAD
        && (step->object >= WORLD_OBJECTS || world->object[step->object].kind != kind))
        return NULL;
    return rules[kind];
}

/* The object of an act; acts on threads or on nothing have the empty object 0. */
static bool knows_objects(const struct world *world, const struct step *step)
{
    enum object_kind kind = act_object(step->act);
    if (kind == OBJECT_NONE || kind == OBJECT_THREAD)
        return true;
    if (!rules_of(world, step))
        return false;
    bool has_mutex = step->act == ACT_COND_WAIT || step->act == ACT_COND_TIMEDWAIT || step->act == ACT_COND_WAKE;
    return !has_mutex || (step->other < WORLD_OBJECTS && world->object[step->other].kind == OBJECT_MUTEX);
}

/* Only the clock ends a sleep, or a cancel. */
static unsigned sleep_ways(const struct world *world, const struct step *about)
{
    return way_bit(about->value > world->time && !is_called_off(world, about) ? WAY_TIMEOUT : WAY_GO);
}

unsigned world_ways(const struct world *world, uint16_t thread)
{
    const struct world_thread *self = &world->thread[thread];
    if (thread >= world->threads || self->phase != THREAD_AT_GATE)
        return 0;
    enum object_kind kind = act_object(self->about.act);
    const struct rules *book = rules[kind];
    if (self->about.act == ACT_SLEEP)
        return sleep_ways(world, &self->about);
    if (kind == OBJECT_NONE && (act_traits(self->about.act) & ACT_OUTSIDE))
        return ways_outside(false, &self->about);
    if (kind == OBJECT_VARIABLE || !book)       /* memory is always there: not worth a call, for what happens most */
        return way_bit(WAY_GO);
    return book->ways(world, &world->object[self->about.object], &self->about);
}

bool world_announce(struct world *world, const struct step *step)
{
    struct world_thread *self = &world->thread[step->thread];
    if (self->phase != THREAD_RUNNING || !knows_objects(world, step))
        return false;
    world_arrive(world, step);
    return true;
}

static void find_keeper(const struct world *world, uint32_t original, struct world_object *copy)
{
    for (unsigned k = 0; k < world->kept_count; k++)
        if (world->kept[k].object == original && world->kept[k].child == copy->process) {
            copy->owner = world->kept[k].owner;
            copy->depth = 1;
        }
}

/* A child's memory begins as what its parent's was: so does what lies in it. */
static void begin_as_copy(const struct world *world, struct world_object *object)
{
    uint16_t parent = world->process[object->process] ? world->object[world->process[object->process]].process : 0;
    for (uint32_t k = 0; k + 1 < world->objects; k++) {
        const struct world_object *other = &world->object[world->met[k]];
        if (other->kind != object->kind || other->process != parent || other->region != object->region
            || other->address != object->address || other->place != object->place || other->size != object->size)
            continue;
        object->destroyed = other->destroyed;
        object->value = other->value;
        object->limit = other->limit;
        find_keeper(world, world->met[k], object);
    }
}

static bool meet(struct world *world, const struct step *step)
{
    if (step->object == 0 || step->object >= WORLD_OBJECTS || step->act == OBJECT_NONE)
        return false;
    struct world_object *object = &world->object[step->object];
    bool known = object->kind != OBJECT_NONE;
    if (known ? object->kind == (enum object_kind)step->act : world->objects >= WORLD_OBJECTS)
        return known;
    if (!known)
        world->met[world->objects++] = step->object;
    *object = (struct world_object){
        .kind = step->act, .owner = NOBODY, .last = NOBODY, .size = step->size, .region = (uint8_t)step->other,
        .address = step->value, .place = step->place, .type = step->result, .order = world->objects,
        .process = step->process,
    };
    if (object->kind == OBJECT_PROCESS && step->size < STEP_PROCESSES) {
        world->process[step->size] = step->object;
        object->value = step->value;
    } else if (object->process != 0 && object->process < STEP_PROCESSES) {
        begin_as_copy(world, object);
    }
    return true;
}

/* What acts without an object do to their thread. */
static void act_alone(struct world *world, const struct step *step)
{
    struct world_thread *self = &world->thread[step->thread];
    if (step->act == ACT_END || step->act == ACT_EXIT) {
        self->phase = THREAD_ENDED;
        self->result = step->value;
    }
    if (step->act == ACT_ALARM && self->process < STEP_PROCESSES) {
        world->alarms = true;
        uint64_t *until = &world->alarm[self->process][step->size != 0];
        *until = step->size != 0 && *until > step->value ? *until : step->value;
    }
    if (step->act == ACT_EXIT && world->process[0] != 0)
        process_end(world, 0, (int32_t)(step->value & 0xff) << 8);
    if (step->act == ACT_START && self->process != 0 && world->object[world->process[self->process]].readers == step->thread)
        world->object[world->process[self->process]].value = step->value;
}

void world_perform(struct world *world, struct step *step)
{
    const struct rules *book = rules[act_object(step->act)];
    struct world_object *object = &world->object[step->object];
    if (world_is_access(step)) {
        if (step->result == STEP_UNDECIDED)
            step->result = 0;
        world_access(world, step);
        if (step_is_unseen(step))
            object->changed = 0;        /* nobody knows what it holds */
        return;
    }
    world->thread[step->thread].phase = THREAD_RUNNING;
    world->misuse = NULL;
    world->step++;
    if (book) {
        int32_t result = book->act(world, object, step);
        if (step->result == STEP_UNDECIDED)
            step->result = result;
        object->changed = world->step;
        object->last = step->thread;
    } else {
        act_alone(world, step);
        if (step->result == STEP_UNDECIDED)
            step->result = 0;
    }
    world_passed(world, step);
}

static bool may_pass(const struct world *world, const struct step *step)
{
    const struct step *about = &world->thread[step->thread].about;
    unsigned ways = world_ways(world, step->thread);
    bool outside = ways != 0 && (act_traits(step->act) & ACT_OUTSIDE);
    return about->act == step->act && about->object == step->object && (outside || (ways & way_bit(step->way)));
}

static bool note_stack(struct world *world, const struct step *step)
{
    if (step->object == 0)
        return true;
    if (step->object >= WORLD_OBJECTS || world->object[step->object].kind != OBJECT_VARIABLE)
        return false;
    world->object[step->object].reading = step->place;
    world->object[step->object].limit = (uint32_t)step->value;
    return true;
}

bool world_apply(struct world *world, struct step *step)
{
    if (step->thread >= world->threads)
        return false;
    switch (step->phase) {
    case PHASE_ABOUT:
        return world_announce(world, step);
    case PHASE_DONE:
        if (!may_pass(world, step))
            return false;
        world_perform(world, step);
        return true;
    case PHASE_MEET:
        return meet(world, step);
    case PHASE_OUTCOME:
        world->outcome = step->act;
        world->exit_code = step->result;
        return true;
    case PHASE_RACE:
        world->races++;
        return true;
    case PHASE_LOST:
        world->lost += step->value;
        world->unfollowed = world->unfollowed || step->value == 0;
        return true;
    case PHASE_REST:
        if (step->thread < WORLD_THREADS)
            world->thread[step->thread].resting = step->value != 0;
        return true;
    case PHASE_STACK:
        return note_stack(world, step);
    default:
        return true;
    }
}

/* The lock is not the one's who holds it by our books: then they are behind, and what happened counts. */
static void make_room(struct world *world, const struct step *step)
{
    struct world_object *object = &world->object[step->object];
    switch (step->act) {
    case ACT_LOCK:
    case ACT_TRYLOCK:
    case ACT_TIMEDLOCK:
    case ACT_SPIN_LOCK:
    case ACT_SPIN_TRYLOCK:
        if (step->result == 0 && object->owner != step->thread)
            mutex_give(object);
        break;
    case ACT_UNLOCK:
    case ACT_SPIN_UNLOCK:
        if (step->result == 0 && object->owner != step->thread)
            mutex_take(object, step->thread, 1);
        break;
    case ACT_SEM_WAIT:
        if (object->value == 0)
            object->value = 1;
        break;
    default:
        break;
    }
}

/* A step in the middle of a call that the thread has entered already. */
static void leave_outer(struct world *world, const struct step *step)
{
    struct world_thread *self = &world->thread[step->thread];
    bool gate = step->phase == PHASE_ABOUT || step->phase == PHASE_DONE;
    if (!gate || self->phase != THREAD_AT_GATE || !act_encloses(self->about.act) || act_encloses(step->act))
        return;
    world->enclosed = true;
    world->outer[step->thread] = self->about;
    self->phase = THREAD_RUNNING;
}

/* … and back into it. */
static void return_to_outer(struct world *world, const struct step *step)
{
    struct world_thread *self = &world->thread[step->thread];
    struct step *outer = &world->outer[step->thread];
    if (step->phase != PHASE_DONE || outer->act == ACT_NONE)
        return;
    if (self->phase == THREAD_RUNNING && !act_encloses(step->act)) {
        self->about = *outer;
        self->phase = THREAD_AT_GATE;
    }
    outer->act = ACT_NONE;
}

static void follow(struct world *world, const struct step *step)
{
    struct step copy = *step;
    if (world_apply(world, &copy))
        return;
    world->forbidden++;
    if (step->phase == PHASE_ABOUT && step->thread < world->threads && knows_objects(world, step)) {
        world->thread[step->thread].phase = THREAD_RUNNING;
        world_announce(world, step);
    }
    if (step->phase != PHASE_DONE || step->thread >= world->threads || !knows_objects(world, step))
        return;
    make_room(world, step);
    world_perform(world, &copy);
}

void world_follow(struct world *world, const struct step *step)
{
    if (!step_valid(step) || step->thread >= WORLD_THREADS)
        return;
    leave_outer(world, step);
    follow(world, step);
    return_to_outer(world, step);
}
