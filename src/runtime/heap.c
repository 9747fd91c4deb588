/* heap.c — one arena per thread, filled from the bottom; freed blocks wait in line before they serve again. */
#include "runtime/heap.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "runtime/runtime.h"

enum {
    ARENA = 32 << 20,           /* bytes of address space per thread; touched pages alone cost memory */
    GRAIN = 16,                 /* alignment, and the grain of the table from address to block */
    BLOCKS = 1 << 17,           /* per thread */
    QUARANTINE = 1 << 20,       /* bytes that must have been freed before a freed block serves again */
    CLASSES = 24,
    FILL = 0xA5,                /* what fresh memory holds: the same in every run, and visibly no value */
};

struct arena {
    struct block *blocks;       /* BLOCKS of them, reserved; index 0 is unused */
    uint32_t *table;            /* ARENA / GRAIN: index of the block that begins at or covers the grain */
    uint32_t count;             /* blocks in use, the unused first included */
    uint32_t top;               /* bytes in use */
    uint32_t freed;             /* bytes freed in this run */
    uint32_t waiting[CLASSES];  /* freed blocks by class, last freed first, + 1 */
};

char *heap_memory;
_Static_assert(FIBERS == 64, "HEAP_ALL is for 64 threads");
static struct arena arenas[FIBERS];
static unsigned used;           /* arenas touched in this run */
static size_t live;             /* blocks not freed */

static void *reserve(size_t size)
{
    void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    assert(p != MAP_FAILED);
    return p;
}

size_t heap_limit(void)
{
    return ARENA;
}

void heap_begin(void)
{
    if (!heap_memory)
        heap_memory = reserve((size_t)ARENA * FIBERS);
    for (unsigned t = 0; t < used; t++) {
        struct arena *arena = &arenas[t];
        if (arena->top > (4u << 20))
            madvise(heap_memory + (size_t)ARENA * t, arena->top, MADV_DONTNEED);
        arena->count = 1;
        arena->top = 0;
        arena->freed = 0;
        memset(arena->waiting, 0, sizeof arena->waiting);
    }
    used = 0;
    live = 0;
}

static struct arena *arena_of(uint16_t thread)
{
    struct arena *arena = &arenas[thread];
    if (!arena->blocks) {
        arena->blocks = reserve(sizeof(struct block) * BLOCKS);
        arena->table = reserve(sizeof(uint32_t) * (ARENA / GRAIN));
        arena->count = 1;
    }
    if (thread >= used)
        used = thread + 1u;
    return arena;
}

/* Sizes double from class to class; every block is as large as its class when reuse is to be possible. */
static unsigned class_of(size_t size)
{
    unsigned class = 0;
    while (class < CLASSES - 1 && ((size_t)GRAIN << class) < size)
        class++;
    return class;
}

static struct block *reuse(struct arena *arena, size_t size, size_t align)
{
    unsigned class = class_of(size);
    if (arena->freed < QUARANTINE || align > GRAIN || !arena->waiting[class])
        return NULL;
    struct block *block = &arena->blocks[arena->waiting[class] - 1];
    arena->waiting[class] = block->next_free;
    return block;
}

static struct block *extend(struct arena *arena, size_t size, size_t align)
{
    size_t start = (arena->top + align - 1) / align * align;
    size_t room = size > ARENA ? size : (size_t)GRAIN << class_of(size);
    if (room > ARENA || start + room + GRAIN > ARENA || arena->count == BLOCKS)
        return NULL;
    struct block *block = &arena->blocks[arena->count++];
    block->offset = (uint32_t)start;
    arena->top = (uint32_t)(start + room + GRAIN);      /* a grain between blocks: a small overrun hits no one */
    for (size_t grain = start / GRAIN; grain <= (start + room) / GRAIN; grain++)
        arena->table[grain] = arena->count - 1;
    return block;
}

void *heap_allocate(uint16_t thread, size_t size, size_t align, bool zero, uintptr_t place)
{
    struct arena *arena = arena_of(thread);
    if (align < GRAIN)
        align = GRAIN;
    struct block *block = reuse(arena, size, align);
    if (!block)
        block = extend(arena, size, align);
    if (!block)
        return NULL;
    *block = (struct block){ .offset = block->offset, .size = (uint32_t)size, .place = place };
    live++;
    char *start = heap_address(block, thread);
    memset(start, zero ? 0 : FILL, size);
    return start;
}

void *heap_address(const struct block *block, uint16_t thread)
{
    return heap_memory + (size_t)ARENA * thread + block->offset;
}

struct block *heap_block(uintptr_t address, uint16_t *thread)
{
    if (!heap_holds(address))
        return NULL;
    size_t offset = address - (uintptr_t)heap_memory;
    *thread = (uint16_t)(offset / ARENA);
    struct arena *arena = &arenas[*thread];
    offset %= ARENA;
    if (*thread >= used || offset >= arena->top)
        return NULL;
    uint32_t index = arena->table[offset / GRAIN];
    if (index == 0 || index >= arena->count)
        return NULL;
    return &arena->blocks[index];
}

void heap_free(struct block *block, uint16_t thread)
{
    struct arena *arena = &arenas[thread];
    unsigned class = class_of(block->size);
    block->freed = true;
    live--;
    block->next_free = arena->waiting[class];
    arena->waiting[class] = (uint32_t)(block - arena->blocks) + 1;
    arena->freed += (uint32_t)((size_t)GRAIN << class);
}

bool heap_used(uint16_t thread, uintptr_t *low, uintptr_t *high)
{
    *low = (uintptr_t)heap_memory + (uintptr_t)ARENA * thread;
    *high = *low + arenas[thread].top;
    return thread < used && arenas[thread].top > 0;
}

size_t heap_live(void)
{
    return live;
}

size_t heap_unreached(uintptr_t *place)
{
    size_t bytes = 0;
    for (unsigned t = 0; t < used; t++)
        for (uint32_t k = 1; k < arenas[t].count; k++) {
            const struct block *block = &arenas[t].blocks[k];
            if (block->freed || block->reached)
                continue;
            if (bytes == 0)
                *place = block->place;
            bytes += block->size ? block->size : 1;
        }
    return bytes;
}
