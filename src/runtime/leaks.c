/* leaks.c — see leaks.h. */
#include "runtime/leaks.h"

#include "runtime/carrier/fiber.h"
#include "runtime/demo.h"
#include "runtime/heap.h"
#include "runtime/runner.h"
#include "runtime/stacks.h"

enum {
    DEEPEST = 10000,            /* blocks that wait to be looked into; beyond that they count as reached, unread */
    SAVED = 512,                /* bytes in which a switch keeps registers */
};

static struct { struct block *block; uint16_t thread; } waiting[DEEPEST];
static size_t waiting_count;

static void reach(uintptr_t word)
{
    uint16_t thread;
    if (!heap_holds(word))
        return;
    struct block *block = heap_block(word, &thread);
    if (!block || block->freed || block->reached)
        return;
    block->reached = true;
    if (waiting_count < DEEPEST) {
        waiting[waiting_count].block = block;
        waiting[waiting_count++].thread = thread;
    }
}

/* Reads stacks as words, whatever lies where: a sanitizer of the lab's own code must not mind. */
__attribute__((no_sanitize("address"))) static void look_through(uintptr_t start, uintptr_t end)
{
    start = (start + sizeof(uintptr_t) - 1) & ~(uintptr_t)(sizeof(uintptr_t) - 1);
    for (; start + sizeof(uintptr_t) <= end; start += sizeof(uintptr_t))
        reach(*(const uintptr_t *)start);
    while (waiting_count > 0) {
        waiting_count--;
        struct block *block = waiting[waiting_count].block;
        const uintptr_t *word = heap_address(block, waiting[waiting_count].thread);
        for (size_t k = 0; k < block->size / sizeof *word; k++)
            reach(word[k]);
    }
}

/* Those of the demo's own making: also what a switch has put below what the demo had in use. */
static void look_through_stacks(void)
{
    for (const struct stack *stack = stacks_next(NULL); stack; stack = stacks_next(stack))
        look_through(stacks_from(stack) - SAVED, stack->high);
}

static void look_through_threads(void)
{
    for (uint16_t thread = 0; thread < FIBERS && fiber_exists(thread); thread++) {
        if (fiber_has_ended(thread))
            continue;
        const struct runner *runner = &runners[thread];
        bool is_self = runner == runner_self;
        uintptr_t from = is_self ? (uintptr_t)__builtin_frame_address(0) : (uintptr_t)runner->stack_pointer;
        uintptr_t tls = (uintptr_t)demo_tls(thread);
        if (!runner->stack)
            look_through(from, (uintptr_t)fiber_stack_end(thread));
        else
            look_through(runner->own_left - SAVED, (uintptr_t)fiber_stack_end(thread));
        look_through(tls, tls + demo.tls_size);
        look_through((uintptr_t)runner->specific, (uintptr_t)(runner->specific + runner->keys_used));
        reach((uintptr_t)runner->argument);
    }
}

size_t leaks_find(uintptr_t *place)
{
    if (heap_live() == 0)
        return 0;
    waiting_count = 0;
    look_through(demo.data_low, demo.data_high);
    look_through_threads();
    look_through_stacks();
    return heap_unreached(place);
}
