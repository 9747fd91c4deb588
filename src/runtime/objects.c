/* objects.c — two open-addressing tables that live as long as the host: eight-byte granules, and synchronisation objects.
 *
 * Live, many threads look things up at once. Entries are never removed and their deciding field is stored last, with
 * release; so what has been met is found without a lock, and only what is new is entered under one. */
#include "runtime/objects.h"
#include "runtime/naming.h"

#include <pthread.h>
#include <stddef.h>

#include "runtime/carrier/family.h"
#include "runtime/carrier/mappings.h"
#include "runtime/demo.h"
#include "runtime/gate.h"
#include "runtime/heap.h"
#include "runtime/race/race.h"
#include "runtime/sharing.h"
#include "runtime/stacks.h"

enum { GRANULES = 16384, SYNCS = 4096, PAGE = 4096 };

struct sync { uintptr_t address; enum object_kind kind; uint32_t object; };

/* Whole pages: the processes of a live run have them in common. */
static struct common {
    struct granule granules[GRANULES];
    struct sync syncs[SYNCS];
    const struct granule *granule_of[WORLD_OBJECTS];
    uint32_t met_in[WORLD_OBJECTS];             /* the run in which the object was last met */
    uint32_t run;
    uint32_t last_id;
    uint32_t output_id;
    bool overflowed;
    pthread_mutex_t entering;                   /* live only */
} __attribute__((aligned(PAGE))) common;

void objects_begin(void)
{
    common.run++;
}

bool objects_share(struct err *err)
{
    family_mutex(&common.entering);
    return family_share_memory(&common, sizeof common, err);
}

bool objects_overflowed(void)
{
    return common.overflowed;
}

/* Live, the run goes on without what has no number any more: once, that is told. (On fibers it ends the run.) */
static void overflow(void)
{
    struct step told = { .phase = PHASE_LOST, .value = 0 };
    bool first = !common.overflowed;
    common.overflowed = true;
    if (first && carrier->live && runner_self)
        carrier->record(runner_self, &told);
}

static uint32_t new_id(void)
{
    if (common.last_id + 1 >= WORLD_OBJECTS) {
        overflow();
        return 0;
    }
    return ++common.last_id;
}

/* A local variable is named by a function it lies in and its distance from that function's frame. */
static void describe_local(struct step *meet, uintptr_t address, const struct frame *frame, unsigned depth, uint16_t thread)
{
    for (unsigned k = depth; k-- > 0; ) {
        if (frame[k].base <= address)
            continue;
        meet->other = REGION_STACK;
        meet->place = gate_place(frame[k].place);
        meet->value = (uint64_t)((int64_t)address - (int64_t)frame[k].base);
        meet->thread = thread;
        return;
    }
}

static void describe_stack(struct step *meet, uintptr_t address)
{
    uint16_t thread;
    const struct frame *frames;
    const struct stack *stack = stacks_at(address);
    if (stack) {
        unsigned depth = stacks_frames(stack, &frames);
        describe_local(meet, address, frames, depth, stack->owner);
    } else if (sharing_stack_of(address, &thread)) {
        unsigned depth = stacks_own_frames(&runners[thread], &frames);
        describe_local(meet, address, frames, depth, thread);
    }
}

/* Shared memory is called after what the program calls the pointer to it, as a block of the heap is. */
static bool describe_live(struct step *meet, uintptr_t address)
{
    const struct mapping *mapping = mappings_find(address);
    const struct frame *frames;
    if (!mapping && runner_self && !stacks_at(address) && stacks_own_holds(runner_self, address)) {
        unsigned depth = stacks_own_frames(runner_self, &frames);
        describe_local(meet, address, frames, depth, runner_self->thread);
    }
    if (!mapping)
        return meet->other == REGION_STACK;
    uint64_t offset = address - mapping->start;
    meet->other = REGION_HEAP;
    meet->place = gate_place(mapping->place);
    meet->value = heap_spot((mapping->identity & 0x7fff) << 16 | (offset & HEAP_OFFSET_MOST), offset, mapping->size);
    meet->process = ALL_PROCESSES;
    return true;
}

void object_describe(struct step *meet, uintptr_t address)
{
    uint16_t thread;
    struct block *block;
    meet->value = address;
    meet->other = REGION_OTHER;
    meet->process = family_self;
    if (carrier->live && !demo_holds(address) && describe_live(meet, address))
        return;
    if (demo_holds(address)) {
        meet->other = REGION_GLOBAL;
        meet->value = address - demo.base;
    } else if ((block = heap_block(address, &thread))) {
        meet->other = REGION_HEAP;
        meet->place = gate_place(block->place);
        meet->value = heap_spot(address - (uintptr_t)heap_memory, address - (uintptr_t)heap_address(block, thread), block->size);
        meet->thread = thread;
    } else if (demo_tls_holds(address, &thread)) {
        meet->other = REGION_TLS;
        meet->value = address - (uintptr_t)demo_tls(thread);
        meet->thread = thread;
    } else {
        describe_stack(meet, address);
    }
}

static void meet(uint32_t object, enum object_kind kind, uintptr_t address, unsigned size, int32_t type)
{
    struct step meet;
    uint16_t thread = runner_self ? runner_self->thread : 0;        /* live, the server meets the output */
    step_make(&meet, kind, object, 0, thread, type, size);
    step_put_head(&meet, thread, PHASE_MEET, kind, WAY_GO, size);
    object_describe(&meet, address);
    carrier->record(runner_self, &meet);
    if (kind == OBJECT_VARIABLE && !carrier->live)
        race_meet(object);
    __atomic_store_n(&common.met_in[object], common.run, __ATOMIC_RELEASE);
    naming_met(object, address);
}

static struct granule *granule_at(uintptr_t key)
{
    size_t at = (key * 0x9E3779B97F4A7C15ull) >> 50;
    for (unsigned probes = 0; probes < GRANULES; probes++, at = (at + 1) % GRANULES) {
        if (common.granules[at].key == key)
            return &common.granules[at];
        if (common.granules[at].key == 0) {
            if (common.last_id + 1 >= WORLD_OBJECTS)
                break;
            __atomic_store_n(&common.granules[at].key, key, __ATOMIC_RELEASE);
            return &common.granules[at];
        }
    }
    overflow();
    return NULL;
}

static struct part *part_of(struct granule *granule, unsigned offset, unsigned size)
{
    for (unsigned k = 0; k < granule->parts; k++)
        if (granule->part[k].offset == offset && granule->part[k].size == size)
            return &granule->part[k];
    if (granule->parts == OBJECTS_OVERLAP)
        return &granule->part[0];
    uint32_t id = new_id();
    if (id == 0)
        return NULL;
    granule->part[granule->parts] = (struct part){ (uint8_t)offset, (uint8_t)size, (uint16_t)id };
    struct part *part = &granule->part[granule->parts];
    common.granule_of[id] = granule;
    __atomic_store_n(&granule->parts, (uint8_t)(granule->parts + 1), __ATOMIC_RELEASE);
    return part;
}

const struct granule *object_find(uintptr_t address)
{
    uintptr_t key = (carrier->live ? mappings_key(address) : address) >> 3;
    size_t at = (key * 0x9E3779B97F4A7C15ull) >> 50;
    for (unsigned probes = 0; probes < GRANULES && common.granules[at].key != 0; probes++, at = (at + 1) % GRANULES)
        if (common.granules[at].key == key)
            return &common.granules[at];
    return NULL;
}

uintptr_t object_granule(uint32_t object, uint32_t *first, uint8_t *bytes)
{
    const struct granule *granule = common.granule_of[object];
    *first = granule->part[0].object;
    *bytes = 0xff;
    for (unsigned k = 0; k < granule->parts && granule->parts < OBJECTS_OVERLAP; k++)
        if (granule->part[k].object == object)
            *bytes = (uint8_t)(((1u << granule->part[k].size) - 1) << granule->part[k].offset);
    return granule->key << 3;
}

/* What has been entered and met already; 0 when the slow way must be gone. */
static uint32_t known_variable(uintptr_t address, unsigned size)
{
    uintptr_t key = mappings_key(address) >> 3;
    size_t at = (key * 0x9E3779B97F4A7C15ull) >> 50;
    for (unsigned probes = 0; probes < GRANULES; probes++, at = (at + 1) % GRANULES) {
        const struct granule *granule = &common.granules[at];
        uintptr_t found = __atomic_load_n(&granule->key, __ATOMIC_ACQUIRE);
        if (found == 0)
            return 0;
        if (found != key)
            continue;
        unsigned parts = __atomic_load_n(&granule->parts, __ATOMIC_ACQUIRE);
        for (unsigned k = 0; k < parts; k++)
            if (granule->part[k].offset == (address & 7) && granule->part[k].size == size
                && __atomic_load_n(&common.met_in[granule->part[k].object], __ATOMIC_ACQUIRE) == common.run)
                return granule->part[k].object;
        return 0;
    }
    return 0;
}

uint32_t object_variable_known(uintptr_t address, unsigned size)
{
    return known_variable(address, size);
}

static uint32_t enter_variable(uintptr_t address, unsigned size, const struct granule **around)
{
    struct granule *granule = granule_at((carrier->live ? mappings_key(address) : address) >> 3);
    struct part *part = granule ? part_of(granule, address & 7, size) : NULL;
    if (!part)
        return 0;
    *around = granule;
    if (common.met_in[part->object] != common.run)
        meet(part->object, OBJECT_VARIABLE, address, size, 0);
    return part->object;
}

uint32_t object_variable(uintptr_t address, unsigned size, const struct granule **around)
{
    if (!carrier->live)
        return enter_variable(address, size, around);
    uint32_t object = known_variable(address, size);
    if (object != 0)
        return object;
    family_lock(&common.entering);
    object = enter_variable(address, size, around);
    family_unlock(&common.entering);
    return object;
}

static uint32_t known_sync(enum object_kind kind, uintptr_t key)
{
    size_t at = ((key >> 3) * 0x9E3779B97F4A7C15ull) >> 52;
    for (unsigned probes = 0; probes < SYNCS; probes++, at = (at + 1) % SYNCS) {
        uint32_t object = __atomic_load_n(&common.syncs[at].object, __ATOMIC_ACQUIRE);
        if (object == 0)
            return 0;
        if (common.syncs[at].address == key && common.syncs[at].kind == kind)
            return __atomic_load_n(&common.met_in[object], __ATOMIC_ACQUIRE) == common.run ? object : 0;
    }
    return 0;
}

static struct sync *sync_at(enum object_kind kind, uintptr_t key)
{
    size_t at = ((key >> 3) * 0x9E3779B97F4A7C15ull) >> 52;
    for (unsigned probes = 0; probes < SYNCS; probes++, at = (at + 1) % SYNCS) {
        struct sync *sync = &common.syncs[at];
        if (sync->object == 0) {
            sync->address = key;
            sync->kind = kind;
            __atomic_store_n(&sync->object, new_id(), __ATOMIC_RELEASE);
        }
        if (sync->address == key && sync->kind == kind)
            return sync;
    }
    overflow();
    return NULL;
}

static uint32_t enter_sync(enum object_kind kind, uintptr_t key, uintptr_t address, int32_t type)
{
    const struct sync *sync = sync_at(kind, key);
    if (!sync || sync->object == 0)
        return 0;
    if (common.met_in[sync->object] != common.run)
        meet(sync->object, kind, address, 0, type);
    return sync->object;
}

uint32_t object_sync(enum object_kind kind, const void *address, int32_t type)
{
    if (!runner_self)
        return 0;
    if (!carrier->live)
        return enter_sync(kind, (uintptr_t)address, (uintptr_t)address, type);
    uintptr_t key = mappings_key((uintptr_t)address);
    uint32_t object = known_sync(kind, key);
    if (object != 0)
        return object;
    family_lock(&common.entering);
    object = enter_sync(kind, key, (uintptr_t)address, type);
    family_unlock(&common.entering);
    return object;
}

uint32_t object_process(uint16_t number, uint16_t parent)
{
    family_lock(&common.entering);
    const struct sync *sync = sync_at(OBJECT_PROCESS, number);
    uint32_t object = sync ? sync->object : 0;
    if (object != 0 && common.met_in[object] != common.run) {
        struct step meet;
        step_make(&meet, OBJECT_PROCESS, object, 0, runner_self->thread, 0, number);
        step_put_head(&meet, runner_self->thread, PHASE_MEET, OBJECT_PROCESS, WAY_GO, number);
        meet.other = REGION_OTHER;
        meet.process = parent;
        meet.value = number == 0 ? (uint64_t)atomic_load(&family->member[0].pid) : 0;
        carrier->record(runner_self, &meet);
        common.met_in[object] = common.run;
    }
    family_unlock(&common.entering);
    return object;
}

uint32_t object_live(enum object_kind kind, uint64_t key, const void *named, int32_t type)
{
    family_lock(&common.entering);
    const struct sync *sync = sync_at(kind, (uintptr_t)key);
    uint32_t object = sync ? sync->object : 0;
    if (object != 0 && common.met_in[object] != common.run) {
        struct step step;
        step_make(&step, kind, object, 0, runner_self->thread, type, 2 * sizeof(int));
        step_put_head(&step, runner_self->thread, PHASE_MEET, kind, WAY_GO, 2 * sizeof(int));
        step.other = REGION_OTHER;
        if (named)
            object_describe(&step, (uintptr_t)named);
        step.process = ALL_PROCESSES;
        carrier->record(runner_self, &step);
        __atomic_store_n(&common.met_in[object], common.run, __ATOMIC_RELEASE);
    }
    family_unlock(&common.entering);
    return object;
}

uint32_t object_told(enum object_kind kind, uint64_t key, bool *is_new)
{
    family_lock(&common.entering);
    const struct sync *sync = sync_at(kind, (uintptr_t)key);
    uint32_t object = sync ? sync->object : 0;
    *is_new = object != 0 && common.met_in[object] != common.run;
    if (*is_new) {
        struct step step;
        step_make(&step, kind, object, 0, runner_self->thread, 0, 0);
        step_put_head(&step, runner_self->thread, PHASE_MEET, kind, WAY_GO, 0);
        step.other = REGION_OTHER;
        step.process = ALL_PROCESSES;
        carrier->record(runner_self, &step);
        __atomic_store_n(&common.met_in[object], common.run, __ATOMIC_RELEASE);
    }
    family_unlock(&common.entering);
    return object;
}

uint32_t object_sync_known(uintptr_t address)
{
    for (int kind = OBJECT_NONE + 1; kind < OBJECT_KINDS; kind++) {
        uint32_t object = known_sync((enum object_kind)kind, carrier->live ? mappings_key(address) : address);
        if (object != 0)
            return object;
    }
    return 0;
}

static uint32_t enter_output(void)
{
    if (common.output_id == 0)
        common.output_id = new_id();
    if (common.met_in[common.output_id] != common.run)
        meet(common.output_id, OBJECT_OUTPUT, 0, 0, 0);
    return common.output_id;
}

uint32_t object_output(void)
{
    if (!carrier->live)
        return enter_output();
    family_lock(&common.entering);
    uint32_t object = enter_output();
    family_unlock(&common.entering);
    return object;
}
