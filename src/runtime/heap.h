/* heap.h — the demo's heap on fibers: an arena for each thread, so that an address depends only on what the thread itself
 * has allocated before; emptied at the start of each run. Freed blocks are not used again for a while: a late access is
 * seen for what it is.
 *
 * A block is private until a pointer to it is put where another thread could find it (published); private memory needs
 * no gates, because whoever reads the pointer reads it after all that was done before. */
#ifndef RUNTIME_HEAP_H
#define RUNTIME_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct block {
    uint32_t offset;        /* of its first byte in the arena */
    uint32_t size;          /* bytes asked for */
    uint32_t next_free;     /* index of the next free block of its size class, + 1 */
    bool freed;
    bool published;
    bool reached;           /* something points to it (leaks.c) */
    uintptr_t place;        /* who allocated it */
};

void heap_begin(void);
void *heap_allocate(uint16_t thread, size_t size, size_t align, bool zero, uintptr_t place);    /* NULL: arena is full */
struct block *heap_block(uintptr_t address, uint16_t *thread);      /* the block that holds the address; NULL */
void *heap_address(const struct block *block, uint16_t thread);
void heap_free(struct block *block, uint16_t thread);
size_t heap_limit(void);                /* bytes a thread may have */

bool heap_used(uint16_t thread, uintptr_t *low, uintptr_t *high);     /* of the thread's arena; false: nothing */
size_t heap_live(void);                 /* blocks that have not been freed */
size_t heap_unreached(uintptr_t *place);        /* bytes of those that are not `reached`; who allocated the first */

/* Asked at every access. */
extern char *heap_memory;               /* the arenas, side by side; NULL before the first run */
static const size_t HEAP_ARENA = (size_t)32 << 20, HEAP_ALL = (size_t)32 << 26;      /* bytes of address space: a thread's, and all */
static inline bool heap_holds(uintptr_t address)
{
    return address - (uintptr_t)heap_memory < HEAP_ALL;
}

#endif
