/* fiber_stacks.c — see fiber_stacks.h. */
#include "runtime/carrier/fiber_stacks.h"

#include <stddef.h>
#include <sys/mman.h>

#include "runtime/runner.h"

enum { GUARD = 64 << 10 };              /* bytes */

static char *stacks;                    /* NULL: not reserved */

bool fiber_stacks_reserve(struct err *err)
{
    size_t size = (size_t)FIBER_STACK * FIBERS;
    stacks = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (stacks == MAP_FAILED) {
        stacks = NULL;
        return err_set_errno(err, "no address space for %d stacks", FIBERS);
    }
    for (size_t thread = 0; thread < FIBERS; thread++)
        if (mprotect(stacks + thread * FIBER_STACK, GUARD, PROT_NONE) != 0)
            return err_set_errno(err, "no guard page for a stack");
    return true;
}

bool fiber_stack_of(uintptr_t address, uint16_t *thread)
{
    uintptr_t offset = address - (uintptr_t)stacks;
    if (!stacks || offset >= (uintptr_t)FIBER_STACK * FIBERS)
        return false;
    *thread = (uint16_t)(offset / FIBER_STACK);
    return true;
}

uintptr_t fiber_stack_low(uint16_t thread)
{
    return (uintptr_t)stacks + (uintptr_t)FIBER_STACK * thread;
}

const void *fiber_stack_end(uint16_t thread)
{
    return (const void *)fiber_stack_low((uint16_t)(thread + 1u));
}

bool fiber_guard_holds(uintptr_t address)
{
    uint16_t thread;
    return fiber_stack_of(address, &thread) && (address - (uintptr_t)stacks) % FIBER_STACK < GUARD;
}

#if defined __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
void fiber_stack_forget(uint16_t thread)
{
    enum { TOP = 256 << 10 };
    __asan_unpoison_memory_region((const char *)fiber_stack_end(thread) - TOP, TOP);
}
#else
void fiber_stack_forget(uint16_t thread)
{
    (void)thread;
}
#endif
