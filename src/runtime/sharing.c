/* sharing.c — pointers that get out make what they point to shared; see sharing.h. */
#include "runtime/sharing.h"

#include <string.h>

#include "runtime/carrier/fiber.h"
#include "runtime/demo.h"
#include "runtime/gate.h"
#include "runtime/heap.h"
#include "runtime/stacks.h"

enum { DEEPEST = 64 };      /* how far a chain of private blocks is followed at once; what lies deeper is shared when touched */

static bool in_stretch(const struct runner *owner, uintptr_t address)
{
    for (unsigned k = 0; k < owner->published; k++)
        if (address >= owner->publication[k].low && address < owner->publication[k].high)
            return true;
    return false;
}

/* Stretches of functions that have returned are over. */
static void drop_left(struct runner *owner)
{
    const struct frame *frame;
    unsigned depth = stacks_own_frames(owner, &frame);
    uintptr_t innermost = depth && depth < RUNNER_FRAMES ? frame[depth - 1].base : 0;
    while (owner->published && owner->publication[owner->published - 1].high < innermost)
        owner->published--;
}

/* The frame around the address: from the next inner frame's base up to its own. */
static struct stretch frame_around(const struct runner *owner, uintptr_t address)
{
    const struct frame *frame;
    unsigned depth = stacks_own_frames(owner, &frame);
    struct stretch around = { 0, UINTPTR_MAX };
    for (unsigned k = 0; k < depth; k++) {
        if (frame[k].base > address)
            around.high = frame[k].base;
        else if (around.low == 0)
            around.low = frame[k].base;
    }
    return around;
}

static void publish_stack(uint16_t thread, uintptr_t address)
{
    struct runner *owner = &runners[thread];
    drop_left(owner);
    if (in_stretch(owner, address))
        return;
    enum { MOST = sizeof owner->publication / sizeof owner->publication[0] };
    struct stretch around = frame_around(owner, address);
    if (owner->published == MOST) {         /* all of the stack, then */
        owner->published = 0;
        around = (struct stretch){ 0, UINTPTR_MAX };
    }
    owner->publication[owner->published++] = around;
}

static void publish(uintptr_t value, unsigned depth);

/* Reads the stack as words, whatever lies where: a sanitizer of the lab's own code must not mind. */
__attribute__((no_sanitize("address"))) static void publish_made_stack(struct stack *stack, unsigned depth)
{
    if (stack->published)
        return;
    stack->published = true;
    const uintptr_t *word = (const uintptr_t *)(stacks_from(stack) & ~(uintptr_t)7);
    for (; (uintptr_t)word < stack->high; word++)
        publish(*word, depth + 1);
}

void sharing_publish_stack(struct stack *stack)
{
    publish_made_stack(stack, 0);
}

static void publish(uintptr_t value, unsigned depth)
{
    uint16_t thread;
    struct block *block = heap_block(value, &thread);
    if (block) {
        if (block->published || depth == DEEPEST)
            return;
        block->published = true;
        const uintptr_t *word = heap_address(block, thread);
        for (size_t k = 0; k < block->size / sizeof *word; k++)
            publish(word[k], depth + 1);
    } else if (sharing_stack_of(value, &thread)) {
        publish_stack(thread, value);
    } else if (demo_tls_holds(value, &thread)) {
        runners[thread].tls_published = true;
    } else if (stacks_hold(value) && depth < DEEPEST) {
        struct stack *stack = stacks_at(value);
        if (stack && value >= stacks_from(stack))       /* below, nothing is: so no variable is meant */
            publish_made_stack(stack, depth);
    }
}

void sharing_publish(uintptr_t value)
{
    publish(value, 0);
}

/* A pointer in a packed structure may lie anywhere. */
void sharing_publish_range(const void *start, size_t length)
{
    const char *at = start;
    uintptr_t word;
    for (; length >= sizeof word; at++, length--) {
        memcpy(&word, at, sizeof word);
        publish(word, 0);
    }
}

bool sharing_stack_of(uintptr_t address, uint16_t *thread)
{
    return fiber_stack_of(address, thread);
}

/* Freed memory, and what lies behind a block's end, is nobody's to touch. */
static void check_heap(const struct runner *self, const struct block *block, uint16_t owner, uintptr_t address)
{
    if (block->freed)
        carrier->finish(OUTCOME_MISUSE, 0, self->at, "uses memory that has been freed");
    if (address - (uintptr_t)heap_address(block, owner) >= block->size)
        carrier->finish(OUTCOME_MISUSE, 0, self->at, "goes past the end of a block of memory");
}

static void check_stack(const struct runner *self, uintptr_t address)
{
    if (!stacks_at(address))
        carrier->finish(OUTCOME_MISUSE, 0, self->at, "uses the stack of a coroutine that has been destroyed");
}

void sharing_check(const struct runner *self, uintptr_t address)
{
    uint16_t owner;
    struct block *block = heap_holds(address) ? heap_block(address, &owner) : NULL;
    if (block)
        check_heap(self, block, owner, address);
    if (stacks_hold(address))
        check_stack(self, address);
}

static bool shares_stack(const struct runner *self, uintptr_t address)
{
    struct stack *stack = stacks_slot(address);
    if (stack->state == STACK_FREE) {
        if (!stack->published)
            check_stack(self, address);
    } else if (stack->owner != self->thread) {
        publish_made_stack(stack, 0);
    }
    return stack->published;
}

bool sharing_is_shared(struct runner *self, uintptr_t address)
{
    uint16_t owner;
    if (demo_holds_data(address))
        return true;
    if (fiber_stack_of(address, &owner)) {
        if (owner != self->thread) {
            publish_stack(owner, address);
            return true;
        }
        return self->published != 0 && (drop_left(self), in_stretch(self, address));
    }
    struct block *block = heap_block(address, &owner);
    if (block) {
        if (!block->published)
            check_heap(self, block, owner, address);
        if (owner != self->thread && !block->published)
            publish(address, 0);
        return block->published;
    }
    if (demo_tls_holds(address, &owner)) {
        if (owner != self->thread)
            runners[owner].tls_published = true;
        return runners[owner].tls_published;
    }
    return stacks_hold(address) && shares_stack(self, address);     /* else constants, and memory of libraries */
}
