/* event.c — which events commute; see event.h. */
#include "explore/event.h"

#include <errno.h>

/* The call did nothing; a robust mutex whose owner died has been locked all the same. */
static bool has_failed(const struct step *done)
{
    return done->result != 0 && done->result != EOWNERDEAD;
}

/* What a call on an object did to it, from what it returned. */
static enum mode mode_of(const struct step *done)
{
    bool failed = has_failed(done);
    switch (done->act) {
    case ACT_READ:
    case ACT_ATOMIC_LOAD:
    case ACT_SEM_GETVALUE:
        return MODE_READ;
    case ACT_ATOMIC_UPDATE:         /* a compare-and-exchange that failed has only read */
    case ACT_LOCK: case ACT_TRYLOCK: case ACT_TIMEDLOCK: case ACT_UNLOCK:
    case ACT_SPIN_LOCK: case ACT_SPIN_TRYLOCK: case ACT_SPIN_UNLOCK:
    case ACT_WRLOCK: case ACT_TRYWRLOCK: case ACT_TIMEDWRLOCK:
    case ACT_SEM_WAIT: case ACT_SEM_TRYWAIT: case ACT_SEM_TIMEDWAIT:
        return failed ? MODE_READ : MODE_WRITE;
    case ACT_RDLOCK: case ACT_TRYRDLOCK: case ACT_TIMEDRDLOCK:
        return failed ? MODE_READ : MODE_ADD;
    case ACT_RWUNLOCK:
        return failed ? MODE_READ : done->value ? MODE_ADD : MODE_WRITE;
    case ACT_SEM_POST:
    case ACT_COND_WAIT: case ACT_COND_TIMEDWAIT: case ACT_COND_WAKE:
        return MODE_ADD;
    case ACT_ONCE_ENTER:
        return done->result == 1 ? MODE_WRITE : MODE_READ;
    case ACT_BARRIER_LEAVE:
        return MODE_READ;
    default:
        return MODE_WRITE;
    }
}

/* The same before it is done: the most that it may be. */
static enum mode planned_mode(unsigned act)
{
    switch (act) {
    case ACT_READ:
    case ACT_ATOMIC_LOAD:
    case ACT_SEM_GETVALUE:
    case ACT_BARRIER_LEAVE:
        return MODE_READ;
    case ACT_SEM_POST:
    case ACT_COND_WAIT: case ACT_COND_TIMEDWAIT: case ACT_COND_WAKE:
        return MODE_ADD;
    default:
        return MODE_WRITE;
    }
}

static bool is_on_mutex_too(unsigned act)
{
    return act == ACT_COND_WAIT || act == ACT_COND_TIMEDWAIT || act == ACT_COND_WAKE;
}

static void touch_object(struct event *event, const struct step *step, enum mode mode, const struct machine *machine)
{
    struct touch *touch = event->touch;
    touch->key = step->object;
    touch->mode = (uint8_t)mode;
    touch->bytes = 0xff;
    if (act_object(step->act) == OBJECT_VARIABLE) {
        struct extent extent = machine->extent(machine->data, step->object);
        touch->key = extent.key;
        touch->bytes = extent.bytes;
        event->address = extent.address;
    } else if (is_on_mutex_too(step->act)) {
        event->touch[1] = (struct touch){ .key = step->other, .mode = MODE_WRITE, .bytes = 0xff };
    }
}

static void touch_threads(struct event *event, const struct step *step)
{
    uint32_t subject = step->act == ACT_END ? step->thread : step->other;
    if (step->act == ACT_CREATE)
        event->touch[0] = (struct touch){ .key = KEY_CREATION, .mode = MODE_WRITE, .bytes = 0xff };
    else if (subject < KEY_CREATION - KEY_THREAD)
        event->touch[0] = (struct touch){ .key = KEY_THREAD + subject, .mode = MODE_WRITE, .bytes = 0xff };
}

static void begin(struct event *event, const struct step *step, enum mode mode, const struct machine *machine)
{
    enum object_kind kind = act_object(step->act);
    *event = (struct event){
        .thread = step->thread, .act = step->act, .way = step->way, .chosen = NOBODY, .other = step->other,
    };
    if (kind == OBJECT_THREAD || step->act == ACT_END)
        touch_threads(event, step);
    else if (kind != OBJECT_NONE)
        touch_object(event, step, mode, machine);
    if (step->act == ACT_FREE)
        event->address = step->value;
    event->fatal = step->act == ACT_EXIT;
    if (step->act == ACT_SLEEP || step->act == ACT_SIGNAL)
        event->way = WAY_GO;
}

void event_done(struct event *event, const struct step *done, const struct world *world, const struct machine *machine)
{
    const struct world_object *object = &world->object[done->object];
    begin(event, done, mode_of(done), machine);
    switch (done->act) {
    case ACT_LOCK: case ACT_TRYLOCK: case ACT_TIMEDLOCK: case ACT_SPIN_LOCK: case ACT_SPIN_TRYLOCK:
        event->was_free = !has_failed(done) && object->depth == 1;
        break;
    case ACT_MUTEX_INIT: case ACT_SPIN_INIT: case ACT_MUTEX_DESTROY: case ACT_SPIN_DESTROY: case ACT_COND_WAKE:
        event->was_free = true;
        break;
    case ACT_UNLOCK: case ACT_SPIN_UNLOCK:
        event->was_free = has_failed(done) && object->owner == NOBODY;
        break;
    case ACT_SIGNAL:
        event->chosen = (uint16_t)done->value;
        break;
    case ACT_BARRIER_WAIT:
        event->touch[0].tag = (uint16_t)(object->generation - (done->result != 0));
        break;
    case ACT_BARRIER_LEAVE:
        event->touch[0].tag = (uint16_t)world->thread[done->thread].arrived;
        break;
    default:
        break;
    }
    event->failed = has_failed(done);
}

static bool has_ways(unsigned act)
{
    return act != ACT_SLEEP && ((act_traits(act) & ACT_WAITS) || act == ACT_SIGNAL);
}

void event_planned(struct event *event, const struct step *about, const struct machine *machine)
{
    begin(event, about, planned_mode(about->act), machine);
    event->way = WAY_GO;
    event->any_way = has_ways(about->act);
}

struct event event_again(const struct event *done)
{
    struct event event = *done;
    if (event.touch[0].mode)
        event.touch[0].mode = (uint8_t)planned_mode(event.act);
    if (is_on_mutex_too(event.act))
        event.touch[1].mode = MODE_WRITE;
    event.way = WAY_GO;
    event.chosen = NOBODY;
    event.any_way = has_ways(event.act);
    event.fatal = event.act == ACT_EXIT;
    return event;
}

/* A barrier lets go those who arrived with the one that opened it, and nobody else. */
static bool barrier_conflicts(const struct event *leave, const struct event *wait)
{
    return wait->act != ACT_BARRIER_WAIT || (wait->failed && wait->touch[0].tag == leave->touch[0].tag);
}

/* Once a thread has been chosen, other signals are nothing to it. */
static bool wake_conflicts(const struct event *wake, const struct event *signal)
{
    return wake->any_way || wake->way != WAY_GO || signal->act != ACT_SIGNAL || signal->any_way
        || signal->chosen == wake->thread;
}

static bool touches_conflict(const struct event *a, const struct touch *s, const struct event *b, const struct touch *t)
{
    if (s->key != t->key || !(s->bytes & t->bytes) || (s->mode == t->mode && s->mode != MODE_WRITE))
        return false;
    if (a->act == ACT_BARRIER_LEAVE)
        return barrier_conflicts(a, b);
    if (b->act == ACT_BARRIER_LEAVE)
        return barrier_conflicts(b, a);
    bool of_condition = s == a->touch && t == b->touch;
    if (of_condition && a->act == ACT_COND_WAKE)
        return wake_conflicts(a, b);
    if (of_condition && b->act == ACT_COND_WAKE)
        return wake_conflicts(b, a);
    return true;
}

bool event_is_wide(const struct event *event)
{
    return event->act == ACT_FREE || event->act == ACT_CANCEL || event->fatal;
}

/* Does `wide` reach the other event? */
static bool wide_conflicts(const struct event *wide, const struct event *other)
{
    if (wide->fatal)
        return true;
    if (wide->act == ACT_CANCEL)
        return wide->other == other->thread;
    uint64_t low = wide->address & ~(uint64_t)7, high = wide->address + wide->other;
    if (other->act == ACT_FREE)
        return other->address < high && wide->address < other->address + other->other;
    return other->address != 0 && other->address >= low && other->address < high;
}

bool events_conflict(const struct event *a, const struct event *b)
{
    for (int k = 0; k < EVENT_TOUCHES && a->touch[k].mode; k++)
        for (int m = 0; m < EVENT_TOUCHES && b->touch[m].mode; m++)
            if (touches_conflict(a, &a->touch[k], b, &b->touch[m]))
                return true;
    return (event_is_wide(a) && wide_conflicts(a, b)) || (event_is_wide(b) && wide_conflicts(b, a));
}

bool events_match(const struct event *a, const struct event *b)
{
    if (a->thread != b->thread)
        return false;
    return a->any_way || b->any_way || (a->way == b->way && a->chosen == b->chosen);
}
