/* memory.c — the malloc family. On fibers the demo has arenas of its own (heap.h), so that a run can be taken back;
 * live, and outside a run, the machine's. Allocating needs no gate: nobody else knows the block yet. */
#include <errno.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/accesses.h"
#include "runtime/calls/calls.h"
#include "runtime/gate.h"
#include "runtime/heap.h"
#include "runtime/watching.h"

/* The formats are the demo's own, checked when it was compiled. */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#if !defined __clang__
#pragma GCC diagnostic ignored "-Wformat-truncation"
#endif

static void *allocate(size_t size, size_t align, bool zero, uintptr_t place)
{
    gate_settle(runner_self);
    void *block = heap_allocate(runner_self->thread, size, align, zero, place);
    if (!block) {
        char text[80];
        snprintf(text, sizeof text, "a thread may have %zu MB on fibers", heap_limit() >> 20);
        carrier->finish(OUTCOME_MEMORY, 0, place, text);
    }
    return block;
}

/* The block that begins at `pointer`; anything else is misuse. */
static struct block *block_at(const void *pointer, uintptr_t place, uint16_t *thread)
{
    struct block *block = heap_block((uintptr_t)pointer, thread);
    if (!block || heap_address(block, *thread) != pointer)
        carrier->finish(OUTCOME_MISUSE, 0, place, "frees memory that malloc did not give");
    if (block->freed)
        carrier->finish(OUTCOME_MISUSE, 0, place, "frees memory that has been freed already");
    return block;
}

/* To whoever still has a pointer to it, freeing is a write to all of the block. */
static void release(void *pointer, uintptr_t place)
{
    uint16_t thread;
    gate_settle(runner_self);
    struct block *block = block_at(pointer, place, &thread);
    if (block->published) {
        struct step step = gate_step(ACT_FREE, 0, place);
        step.value = (uintptr_t)pointer;
        step.other = block->size;
        gate_enter(&step);
    }
    if (block->freed)
        carrier->finish(OUTCOME_MISUSE, 0, place, "frees memory that has been freed already");
    heap_free(block, thread);
}

static void *resize(void *old, size_t size, uintptr_t place)
{
    uint16_t thread;
    if (!old)
        return allocate(size, 0, false, place);
    struct block *block = block_at(old, place, &thread);
    size_t kept = block->size < size ? block->size : size;
    void *fresh = allocate(size, 0, false, place);
    memcpy(fresh, old, kept);
    release(old, place);
    return fresh;
}

/* Live: what lies there can no longer be looked at. */
static void unwatch(void *block)
{
    if (runner_self && runner_self->watches)
        watching_freed(runner_self, block);
}

WRAPPED(void *, malloc, size_t size)
{
    return gate_is_live() ? malloc(size) : allocate(size, 0, false, PLACE);
}

WRAPPED(void *, calloc, size_t count, size_t size)
{
    size_t bytes;
    if (gate_is_live())
        return calloc(count, size);
    if (__builtin_mul_overflow(count, size, &bytes))
        return NULL;
    return allocate(bytes, 0, true, PLACE);
}

WRAPPED(void *, realloc, void *old, size_t size)
{
    if (!gate_is_live())
        return resize(old, size, PLACE);
    unwatch(old);
    return realloc(old, size);
}

WRAPPED(void *, reallocarray, void *old, size_t count, size_t size)
{
    size_t bytes;
    if (gate_is_live()) {
        unwatch(old);
        return reallocarray(old, count, size);
    }
    return __builtin_mul_overflow(count, size, &bytes) ? NULL : resize(old, bytes, PLACE);
}

WRAPPED(void, free, void *block)
{
    if (gate_is_live()) {
        unwatch(block);
        free(block);
    } else if (block) {
        release(block, PLACE);
    }
}

WRAPPED(void *, aligned_alloc, size_t align, size_t size)
{
    return gate_is_live() ? aligned_alloc(align, size) : allocate(size, align, false, PLACE);
}

WRAPPED(void *, memalign, size_t align, size_t size)
{
    return gate_is_live() ? memalign(align, size) : allocate(size, align, false, PLACE);
}

WRAPPED(int, posix_memalign, void **out, size_t align, size_t size)
{
    if (gate_is_live())
        return posix_memalign(out, align, size);
    if (align % sizeof(void *) != 0 || (align & (align - 1)) != 0)
        return EINVAL;
    *out = allocate(size, align, false, PLACE);
    return 0;
}

WRAPPED(size_t, malloc_usable_size, void *pointer)
{
    uint16_t thread;
    if (gate_is_live())
        return malloc_usable_size(pointer);
    return pointer ? block_at(pointer, PLACE, &thread)->size : 0;
}

static char *copy_text(const char *text, size_t length, uintptr_t place)
{
    access_range(text, length, ACT_READ, place);
    char *copy = allocate(length + 1, 0, false, place);
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

WRAPPED(char *, strdup, const char *text)
{
    return gate_is_live() ? strdup(text) : copy_text(text, strlen(text), PLACE);
}

WRAPPED(char *, strndup, const char *text, size_t most)
{
    return gate_is_live() ? strndup(text, most) : copy_text(text, strnlen(text, most), PLACE);
}

static int print_to_heap(char **out, const char *format, va_list arguments, uintptr_t place)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0)
        return length;
    *out = allocate((size_t)length + 1, 0, false, place);
    return vsnprintf(*out, (size_t)length + 1, format, arguments);
}

WRAPPED(int, vasprintf, char **out, const char *format, va_list arguments)
{
    return gate_is_live() ? vasprintf(out, format, arguments) : print_to_heap(out, format, arguments, PLACE);
}

WRAPPED(int, asprintf, char **out, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = gate_is_live() ? vasprintf(out, format, arguments) : print_to_heap(out, format, arguments, PLACE);
    va_end(arguments);
    return length;
}
