/* state.c — see state.h. */
#include "runtime/carrier/state.h"

#include <stddef.h>

#include "runtime/carrier/fiber.h"
#include "runtime/demo.h"
#include "runtime/heap.h"
#include "runtime/runner.h"
#include "runtime/runtime.h"
#include "runtime/stacks.h"
#include "world/world.h"

uint64_t state_unseen;

static inline uint64_t mix(uint64_t hash, uint64_t word)
{
    return (hash ^ word) * 0x9E3779B97F4A7C15u + (hash >> 29);
}

/* Whatever lies there: a sanitizer of the lab's own code must not mind. The ends are rounded to words, outwards. */
__attribute__((no_sanitize("address"))) static uint64_t mix_memory(uint64_t hash, uintptr_t low, uintptr_t high)
{
    const uint64_t *word = (const uint64_t *)(low & ~(uintptr_t)7);
    for (; (uintptr_t)word < high; word++)
        hash = mix(hash, *word);
    return hash;
}

/* How many sleep on the same condition for longer: a signal goes by that order. */
static unsigned rank_of(const struct world *world, uint16_t thread)
{
    unsigned rank = 0;
    for (uint16_t t = 0; t < world->threads; t++)
        rank += world->thread[t].asleep_on == world->thread[thread].asleep_on && world->thread[t].since < world->thread[thread].since;
    return rank;
}

static uint64_t mix_thread(uint64_t hash, const struct world *world, uint16_t thread)
{
    const struct world_thread *seen = &world->thread[thread];
    const struct runner *self = &runners[thread];
    hash = mix(hash, (uint64_t)seen->phase | (uint64_t)seen->signalled << 8 | (uint64_t)seen->dreamt << 9
                     | (uint64_t)seen->detached << 10 | (uint64_t)seen->cancelled << 11 | (uint64_t)seen->joiner << 16
                     | (uint64_t)seen->asleep_on << 32);
    if (seen->phase == THREAD_ENDED)
        return mix(hash, seen->result);
    hash = mix(hash, seen->about.act | (uint64_t)seen->about.object << 8 | (uint64_t)world_ways(world, thread) << 40);
    hash = mix(hash, seen->about.place);
    hash = mix(hash, seen->asleep_on ? rank_of(world, thread) : 0);
    hash = mix(hash, (uint64_t)self->error_number | (uint64_t)self->cancel_disabled << 32 | (uint64_t)self->cancel_pending << 33
                     | (uint64_t)self->ending << 34);
    hash = mix(hash, (uintptr_t)self->cleanup);
    for (unsigned k = 0; k < self->keys_used; k++)
        hash = mix(hash, (uintptr_t)self->specific[k]);
    if (demo.tls_size)
        hash = mix_memory(hash, (uintptr_t)demo_tls(thread), (uintptr_t)demo_tls(thread) + demo.tls_size);
    uintptr_t from = self->stack ? self->own_left : self->frame_end;
    hash = mix(hash, self->stack ? self->stack->low : 0);
    return from ? mix_memory(hash, from, (uintptr_t)fiber_stack_end(thread)) : hash;
}

static uint64_t mix_object(uint64_t hash, const struct world *world, uint32_t id)
{
    const struct world_object *object = &world->object[id];
    if (object->kind == OBJECT_VARIABLE || object->kind == OBJECT_OUTPUT)
        return hash;                    /* its memory has been looked at; what is printed is not looked at again */
    hash = mix(hash, id | (uint64_t)object->kind << 32 | (uint64_t)object->destroyed << 40);
    hash = mix(hash, object->owner | (uint64_t)object->depth << 16);
    hash = mix(hash, object->value);
    return mix(hash, object->reading ^ (uint64_t)object->readers << 56);
}

uint64_t runtime_state(void)
{
    const struct world *world = fiber_world();
    uint64_t hash = mix(0xcbf29ce484222325u, state_unseen);
    hash = mix_memory(hash, demo.data_low, demo.data_high);
    for (uint16_t t = 0; t < world->threads && t < FIBERS; t++) {
        uintptr_t low, high;
        if (heap_used(t, &low, &high))
            hash = mix_memory(hash, low, high);
        hash = mix_thread(hash, world, t);
    }
    for (const struct stack *stack = stacks_next(NULL); stack; stack = stacks_next(stack))
        hash = mix_memory(hash, stacks_from(stack), stack->high);
    for (uint32_t k = 0; k < world->objects; k++)
        hash = mix_object(hash, world, world->met[k]);
    return hash;
}
