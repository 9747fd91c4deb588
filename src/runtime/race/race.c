/* race.c — vector clocks of threads and of synchronisation objects, and a shadow for each variable; see race.h. */
#include "runtime/race/race.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "runtime/runtime.h"

struct clock {
    uint64_t time;              /* ns */
    uint32_t tick[FIBERS];
};

/* The last write, and either the last read or, when reads are concurrent, the last of each thread. */
struct shadow {
    uint32_t write_tick, read_tick;
    uint16_t writer, reader;            /* reader: READ_SHARED when `reads` holds */
    uint8_t write_act, read_act;
    uint64_t write_place, read_place;
    uint32_t run;                       /* of which run all this is */
};
enum { READ_SHARED = NOBODY - 1, REPORTED = 64 };

static struct clock threads[FIBERS];
static struct clock released[WORLD_OBJECTS];        /* what is handed on with a lock, a token, an atomic */
static struct clock gathered[WORLD_OBJECTS];        /* rwlock: readers' ticks; barrier: of those who arrived */
static uint32_t released_run[WORLD_OBJECTS], gathered_run[WORLD_OBJECTS];
static struct clock fenced[FIBERS];                 /* what a relaxed store hands on: all before the last release fence */
static struct clock seen[FIBERS];                   /* what relaxed loads have met: an acquire fence takes it over */
static uint32_t fenced_run[FIBERS], seen_run[FIBERS];
static struct shadow shadows[WORLD_OBJECTS];
static struct clock reads[WORLD_OBJECTS];
static uint64_t read_places[WORLD_OBJECTS][FIBERS];
static uint32_t run;
static unsigned width;                              /* threads there have been in this run */
static struct { uint64_t a, b; } reported[REPORTED];
static unsigned reports;

static void join(struct clock *into, const struct clock *from)
{
    for (unsigned t = 0; t < width; t++)
        if (from->tick[t] > into->tick[t])
            into->tick[t] = from->tick[t];
    if (from->time > into->time)
        into->time = from->time;
}

uint64_t *race_time(uint16_t thread)
{
    return &threads[thread].time;
}

static struct clock *fresh(struct clock *clocks, uint32_t *runs, uint32_t object)
{
    if (runs[object] != run) {
        runs[object] = run;
        memset(&clocks[object], 0, sizeof clocks[object]);
    }
    return &clocks[object];
}

static void acquire(uint16_t thread, uint32_t object)
{
    if (released_run[object] == run)
        join(&threads[thread], &released[object]);
}

static void release(uint16_t thread, uint32_t object)
{
    join(fresh(released, released_run, object), &threads[thread]);
    threads[thread].tick[thread]++;
}

static void copy(struct clock *into, const struct clock *from)
{
    memcpy(into, from, offsetof(struct clock, tick) + width * sizeof *from->tick);
}

/* Hands on the thread's own clock alone: what was released before is not handed on again. */
static void release_only(uint16_t thread, uint32_t object)
{
    copy(fresh(released, released_run, object), &threads[thread]);
    threads[thread].tick[thread]++;
}

void race_begin(void)
{
    run++;
    width = 1;
    reports = 0;
    threads[0].tick[0] = 1;
    threads[0].time = 0;
}

void race_meet(uint32_t object)
{
    shadows[object] = (struct shadow){ .writer = NOBODY, .reader = NOBODY, .run = run };
}

static void created(uint16_t parent, uint32_t child)
{
    if (child >= FIBERS)
        return;
    while (width <= child) {                    /* nobody knows anything of a thread that is new */
        for (unsigned t = 0; t <= width; t++)
            threads[t].tick[width] = 0;
        width++;
    }
    memcpy(threads[child].tick, threads[parent].tick, width * sizeof *threads[child].tick);
    threads[child].time = threads[parent].time;
    threads[child].tick[child] = 1;
    threads[parent].tick[parent]++;
}

static void barrier(const struct step *step)
{
    if (step->act == ACT_BARRIER_LEAVE) {
        acquire(step->thread, step->object);
        return;
    }
    struct clock *all = fresh(gathered, gathered_run, step->object);
    join(all, &threads[step->thread]);
    if (step->result != 0) {                    /* it opened the barrier: everyone's past is everyone's */
        *fresh(released, released_run, step->object) = *all;
        gathered_run[step->object] = 0;
        join(&threads[step->thread], &released[step->object]);
    }
    threads[step->thread].tick[step->thread]++;
}

static void rwlock(const struct step *step, bool write)
{
    uint16_t t = step->thread;
    acquire(t, step->object);
    if (write && gathered_run[step->object] == run)
        join(&threads[t], &gathered[step->object]);
}

/* Who held it is not known here: an unlock hands on to writers, and, joined, to readers too. */
static void rwunlock(const struct step *step)
{
    uint16_t t = step->thread;
    if (step->value) {                          /* it held it to read */
        join(fresh(gathered, gathered_run, step->object), &threads[t]);
        threads[t].tick[t]++;
    } else {
        release(t, step->object);
    }
}

static bool is_acquire(int order)
{
    return order == __ATOMIC_ACQUIRE || order == __ATOMIC_CONSUME || order == __ATOMIC_ACQ_REL || order == __ATOMIC_SEQ_CST;
}

static bool is_release(int order)
{
    return order == __ATOMIC_RELEASE || order == __ATOMIC_ACQ_REL || order == __ATOMIC_SEQ_CST;
}

void race_fence(uint16_t thread, int order)
{
    if (is_acquire(order) && seen_run[thread] == run)
        join(&threads[thread], &seen[thread]);
    if (is_release(order)) {
        copy(fresh(fenced, fenced_run, thread), &threads[thread]);
        threads[thread].tick[thread]++;
    }
}

static void atomic_read(uint16_t thread, uint32_t object, int order)
{
    if (is_acquire(order))
        acquire(thread, object);
    else if (released_run[object] == run)
        join(fresh(seen, seen_run, thread), &released[object]);
}

/* A read-modify-write continues the release sequence; a store ends it. */
static void atomic_write(uint16_t thread, uint32_t object, int order, bool continues)
{
    bool has_fence = fenced_run[thread] == run;
    if (is_release(order) && continues)
        release(thread, object);
    else if (is_release(order))
        release_only(thread, object);
    else if (has_fence && continues)
        join(fresh(released, released_run, object), &fenced[thread]);
    else if (has_fence)
        copy(fresh(released, released_run, object), &fenced[thread]);
    else if (!continues)
        released_run[object] = 0;
}

static void atomic(const struct step *step, int order)
{
    unsigned traits = act_traits(step->act);
    if (traits & ACT_READS)
        atomic_read(step->thread, step->object, order);
    if (traits & ACT_WRITES)
        atomic_write(step->thread, step->object, order, traits & ACT_READS);
}

/* A lock, or a token, that was not got has nothing to hand on. */
static bool has_got(const struct step *step)
{
    return step->result == 0 || step->result == EOWNERDEAD;
}

void race_sync(const struct step *step, int order)
{
    uint16_t t = step->thread;
    if (act_traits(step->act) & ACT_ATOMIC && step->act != ACT_FENCE) {
        atomic(step, order);
        return;
    }
    switch (step->act) {
    case ACT_CREATE:
        if (step->result == 0)
            created(t, step->other);
        break;
    case ACT_JOIN:
        if (step->result == 0 && step->other < FIBERS)
            join(&threads[t], &threads[step->other]);
        break;
    case ACT_LOCK: case ACT_TRYLOCK: case ACT_TIMEDLOCK: case ACT_SPIN_LOCK: case ACT_SPIN_TRYLOCK:
    case ACT_SEM_WAIT: case ACT_SEM_TRYWAIT: case ACT_SEM_TIMEDWAIT:
        if (has_got(step))
            acquire(t, step->object);
        break;
    case ACT_ONCE_ENTER:
        acquire(t, step->object);
        break;
    case ACT_UNLOCK: case ACT_SPIN_UNLOCK: case ACT_SEM_POST: case ACT_ONCE_LEAVE:
        release(t, step->object);
        break;
    case ACT_COND_WAIT: case ACT_COND_TIMEDWAIT:
        release(t, step->other);
        break;
    case ACT_COND_WAKE:
        acquire(t, step->other);
        break;
    case ACT_BARRIER_WAIT: case ACT_BARRIER_LEAVE:
        barrier(step);
        break;
    case ACT_RDLOCK: case ACT_TRYRDLOCK: case ACT_TIMEDRDLOCK:
        if (has_got(step))
            rwlock(step, false);
        break;
    case ACT_WRLOCK: case ACT_TRYWRLOCK: case ACT_TIMEDWRLOCK:
        if (has_got(step))
            rwlock(step, true);
        break;
    case ACT_RWUNLOCK:
        rwunlock(step);
        break;
    default:
        break;
    }
}

/* Reports each pair of places once. */
static bool is_new(uint64_t a, uint64_t b)
{
    if (a > b) {
        uint64_t c = a;
        a = b;
        b = c;
    }
    for (unsigned k = 0; k < reports; k++)
        if (reported[k].a == a && reported[k].b == b)
            return false;
    if (reports == REPORTED)
        return false;
    reported[reports].a = a;
    reported[reports++].b = b;
    return true;
}

static bool is_atomic(unsigned act)
{
    return act_traits(act) & ACT_ATOMIC;
}

static bool races_with_write(const struct step *step, const struct shadow *shadow, struct race *race)
{
    uint16_t t = step->thread, u = shadow->writer;
    if (u == NOBODY || u == t || shadow->write_tick <= threads[t].tick[u])
        return false;
    if (is_atomic(step->act) && is_atomic(shadow->write_act))
        return false;
    *race = (struct race){ u, shadow->write_place, shadow->write_act };
    return true;
}

static bool races_with_read(const struct step *step, const struct shadow *shadow, uint32_t object, struct race *race)
{
    uint16_t t = step->thread;
    if (is_atomic(step->act) && is_atomic(shadow->read_act))
        return false;
    if (shadow->reader != READ_SHARED) {
        uint16_t u = shadow->reader;
        if (u == NOBODY || u == t || shadow->read_tick <= threads[t].tick[u])
            return false;
        *race = (struct race){ u, shadow->read_place, shadow->read_act };
        return true;
    }
    for (uint16_t u = 0; u < width; u++)
        if (u != t && reads[object].tick[u] > threads[t].tick[u]) {
            *race = (struct race){ u, read_places[object][u], shadow->read_act };
            return true;
        }
    return false;
}

static void note_read(const struct step *step, struct shadow *shadow)
{
    uint16_t t = step->thread;
    uint32_t tick = threads[t].tick[t];
    if (shadow->reader == READ_SHARED) {
        reads[step->object].tick[t] = tick;
        read_places[step->object][t] = step->place;
    } else if (shadow->reader == NOBODY || shadow->reader == t
               || shadow->read_tick <= threads[t].tick[shadow->reader]) {
        shadow->reader = t;
        shadow->read_tick = tick;
        shadow->read_place = step->place;
    } else {
        memset(reads[step->object].tick, 0, sizeof reads[step->object].tick);
        reads[step->object].tick[shadow->reader] = shadow->read_tick;
        read_places[step->object][shadow->reader] = shadow->read_place;
        reads[step->object].tick[t] = tick;
        read_places[step->object][t] = step->place;
        shadow->reader = READ_SHARED;
    }
    shadow->read_act = step->act;
}

static void note_write(const struct step *step, struct shadow *shadow)
{
    shadow->writer = step->thread;
    shadow->write_tick = threads[step->thread].tick[step->thread];
    shadow->write_place = step->place;
    shadow->write_act = step->act;
    shadow->reader = NOBODY;                    /* later races with those reads would be found through this write */
}

/* Other variables in the same eight bytes that share a byte with this one. */
static bool races_with_overlap(const struct step *step, const struct granule *around, struct race *race)
{
    const struct part *own = NULL;
    for (unsigned k = 0; k < around->parts; k++)
        if (around->part[k].object == step->object)
            own = &around->part[k];
    for (unsigned k = 0; own && k < around->parts; k++) {
        const struct part *part = &around->part[k];
        const struct shadow *shadow = &shadows[part->object];
        bool apart = part->offset >= own->offset + own->size || own->offset >= part->offset + part->size;
        if (part == own || apart || shadow->run != run)
            continue;
        if (races_with_write(step, shadow, race))
            return true;
        if ((act_traits(step->act) & ACT_WRITES) && races_with_read(step, shadow, part->object, race))
            return true;
    }
    return false;
}

bool race_access(const struct step *step, const struct granule *around, struct race *race)
{
    struct shadow *shadow = &shadows[step->object];
    bool writes = act_traits(step->act) & ACT_WRITES;
    bool found = races_with_write(step, shadow, race)
              || (writes && races_with_read(step, shadow, step->object, race))
              || (around && around->parts > 1 && races_with_overlap(step, around, race));
    if (writes)
        note_write(step, shadow);
    else
        note_read(step, shadow);
    return found && is_new(step->place, race->place);
}

static bool races_with_part(const struct step *step, const struct part *part, struct race *race)
{
    const struct shadow *shadow = &shadows[part->object];
    return shadow->run == run
        && (races_with_write(step, shadow, race) || races_with_read(step, shadow, part->object, race));
}

bool race_free(const struct step *step, uintptr_t start, size_t size, uint32_t *object, struct race *race)
{
    for (uintptr_t address = start & ~(uintptr_t)7; address < start + size; address += 8) {
        const struct granule *granule = object_find(address);
        for (unsigned k = 0; granule && k < granule->parts; k++)
            if (races_with_part(step, &granule->part[k], race)) {
                *object = granule->part[k].object;
                return is_new(step->place, race->place);
            }
    }
    return false;
}
