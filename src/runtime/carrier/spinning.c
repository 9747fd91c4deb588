/* spinning.c — see spinning.h. The gate compared with moves on at powers of two (R. Brent: An improved Monte Carlo
 * factorization algorithm, BIT 20, 1980, finds cycles so), until it lies in the loop. */
#include "runtime/carrier/spinning.h"

#include "runtime/carrier/fiber.h"
#include "runtime/stacks.h"

uint64_t spinning;
bool spinning_looked;
uint64_t spinning_watched[WORLD_OBJECTS];
static uint16_t touched[WORLD_OBJECTS];
static unsigned touched_count;

void spinning_begin(void)
{
    while (touched_count > 0)
        spinning_watched[touched[--touched_count]] = 0;
    spinning = 0;
    spinning_looked = false;
}

/* Reads stacks as words, whatever lies where: a sanitizer of the lab's own code must not mind. */
__attribute__((no_sanitize("address"))) static uint64_t hash_memory(uint64_t hash, uintptr_t low, uintptr_t high)
{
    const uint64_t *word = (const uint64_t *)(low & ~(uintptr_t)7);
    for (; (uintptr_t)word < high; word++)
        hash = (hash ^ *word) * 0x9E3779B97F4A7C15u + (hash >> 29);
    return hash;
}

/* A thread that has made stacks may have been on all of them meanwhile, and knows in a _Thread_local variable on which. */
static uint64_t hash_stacks(uint64_t hash, const struct runner *self)
{
    for (const struct stack *stack = stacks_next(NULL); stack; stack = stacks_next(stack))
        if (stack->owner == self->thread)
            hash = hash_memory(hash, stacks_from(stack), stack->high);
    if (self->stack)
        hash = hash_memory(hash, self->own_left, (uintptr_t)fiber_stack_end(self->thread));
    uintptr_t tls = (uintptr_t)demo_tls(self->thread);
    return hash_memory(hash, tls, tls + demo.tls_size);
}

static uint64_t hash_state(const struct runner *self)
{
    uint64_t hash = 0xcbf29ce484222325u ^ (uint64_t)self->error_number;
    hash = hash_memory(hash, self->frame_end, stacks_end_of(self));
    return stacks_has_made(self->thread) ? hash_stacks(hash, self) : hash;
}

static void compare_with_this(struct spin *spin, const struct runner *self, uintptr_t place, uint32_t object)
{
    spin->place = place;
    spin->object = object;
    spin->frame = self->frame_end;
    spin->hash = hash_state(self);
    spin->held_then = spin->held;
    spin->holds_then = spin->holds;
    spin->hashed = true;
    spinning_looked = true;
    spin->disturbed = false;
    spin->looks = 0;
}

bool spinning_arrive_slowly(struct runner *self, uintptr_t place, uint32_t object)
{
    struct spin *spin = &self->spin;
    if (spin->hashed && spin->holds < spin->holds_then) {
        compare_with_this(spin, self, place, object);
        return false;
    }
    if (spin->place != place || spin->object != object || spin->frame != self->frame_end) {
        if ((spin->gates & (spin->gates - 1)) == 0)
            compare_with_this(spin, self, place, object);
        return false;
    }
    bool same = spin->hashed && !spin->disturbed && spin->held == spin->held_then && spin->hash == hash_state(self)
             && spin->looks < SPINNING_LOOKS;
    if (!same) {
        compare_with_this(spin, self, place, object);
        return false;
    }
    spin->certain = true;
    spinning |= (uint64_t)1 << self->thread;
    return true;
}

void spinning_look_closely(uint16_t thread, uint32_t object)
{
    struct spin *spin = &runners[thread].spin;
    if (spinning_watched[object] == 0)
        touched[touched_count++] = (uint16_t)object;
    spinning_watched[object] |= (uint64_t)1 << thread;
    if (spin->looks < SPINNING_LOOKS)
        spin->look[spin->looks++] = object;
}

static bool looks_at(const struct spin *spin, uint32_t object)
{
    for (unsigned k = 0; k < spin->looks; k++)
        if (spin->look[k] == object)
            return true;
    return spin->looks == SPINNING_LOOKS;
}

uint64_t spinning_disturb(uint16_t thread, uint32_t object)
{
    uint64_t free = 0;
    for (uint64_t left = spinning_watched[object] & ~((uint64_t)1 << thread); left; left &= left - 1) {
        unsigned watcher = (unsigned)__builtin_ctzll(left);
        struct spin *spin = &runners[watcher].spin;
        if (!looks_at(spin, object))
            continue;
        spin->disturbed = true;
        if (spin->certain) {
            spin->certain = false;
            spin->hashed = false;
            free |= (uint64_t)1 << watcher;
        }
    }
    spinning &= ~free;
    return free;
}

uint64_t spinning_account(const struct step *step)
{
    bool failed = step->result != 0;
    switch (step->act) {
    case ACT_YIELD: case ACT_SLEEP: case ACT_TESTCANCEL:
        return 0;
    case ACT_LOCK: case ACT_TRYLOCK: case ACT_TIMEDLOCK: case ACT_SPIN_LOCK: case ACT_SPIN_TRYLOCK:
    case ACT_RDLOCK: case ACT_TRYRDLOCK: case ACT_TIMEDRDLOCK: case ACT_WRLOCK: case ACT_TRYWRLOCK: case ACT_TIMEDWRLOCK:
    case ACT_UNLOCK: case ACT_SPIN_UNLOCK: case ACT_RWUNLOCK:
        if (!failed)
            spinning_hold(step->thread, step->object, !act_gives_back(step->act));
        break;
    case ACT_SEM_TRYWAIT: case ACT_SEM_TIMEDWAIT: case ACT_SEM_GETVALUE:
        failed = failed || step->act == ACT_SEM_GETVALUE;
        if (!failed)
            spinning_effect(step->thread);
        break;
    default:
        failed = false;
        break;
    }
    if (!failed)
        return spinning_changed(step->thread, step->object);
    spinning_look(step->thread, step->object);
    return 0;
}

uint64_t spinning_account_write(const struct step *step, const struct granule *around)
{
    uint64_t woken = 0;
    if (!around || around->parts == 1)
        return spinning_changed(step->thread, step->object);
    for (unsigned k = 0; k < around->parts; k++)        /* variables of other sizes in the same place change with it */
        woken |= spinning_changed(step->thread, around->part[k].object);
    return woken;
}
