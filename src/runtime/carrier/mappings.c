/* mappings.c — see mappings.h. A short list without a lock, which a fork might find taken: an entry counts from when it has a
 * size. */
#include "runtime/carrier/mappings.h"

#include <stdatomic.h>
#include <sys/stat.h>

#include "runtime/carrier/family.h"

enum { MAPPINGS = 256, PROCESS_SHIFT = 48, OFFSETS = 28 };     /* a mapping's bytes beyond 256 MB are told apart no longer */

static struct mapping list[MAPPINGS];
static _Atomic bool taken[MAPPINGS];
static _Atomic unsigned count;              /* none from here on */

/* A file is its device and inode. Nothing depends on two never meeting but names in a picture. */
static uint64_t identity_of(int fd)
{
    struct stat about;
    if (fd < 0 || fstat(fd, &about) != 0)
        return (uint64_t)atomic_fetch_add(&family->made, 1) | (uint64_t)1 << 20;
    return ((uint64_t)about.st_ino * 0x9E3779B97F4A7C15ull ^ (uint64_t)about.st_dev * 0xC2B2AE3D27D4EB4Full) >> 45;
}

void mappings_add(void *start, size_t size, int fd, uint64_t offset, uintptr_t place)
{
    uint64_t identity = (identity_of(fd) << OFFSETS) + offset;
    unsigned at = 0;
    while (at < MAPPINGS && atomic_exchange(&taken[at], true))
        at++;
    if (at == MAPPINGS)
        return;
    list[at] = (struct mapping){ (uintptr_t)start, 0, identity, place };
    __atomic_store_n(&list[at].size, size, __ATOMIC_RELEASE);
    for (unsigned known = atomic_load(&count); known <= at; )
        if (atomic_compare_exchange_weak(&count, &known, at + 1))
            break;
}

void mappings_remove(const void *start, size_t size)
{
    for (unsigned k = 0; k < atomic_load(&count); k++)
        if (list[k].size != 0 && list[k].start - (uintptr_t)start < size) {
            list[k].size = 0;
            atomic_store(&taken[k], false);
        }
}

const struct mapping *mappings_find(uintptr_t address)
{
    for (unsigned k = atomic_load_explicit(&count, memory_order_acquire); k-- > 0; )
        if (address - list[k].start < list[k].size)
            return &list[k];
    return NULL;
}

uintptr_t mappings_key(uintptr_t address)
{
    const struct mapping *mapping = mappings_find(address);
    if (!mapping)
        return address | (uintptr_t)family_self << PROCESS_SHIFT;
    return (uintptr_t)1 << 63 | (uintptr_t)((mapping->identity + (address - mapping->start)) & (((uint64_t)1 << 62) - 1));
}
