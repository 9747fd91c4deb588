/* demo.c — loads the library, remembers its writable memory, and puts it back; see demo.h. */
#include "runtime/demo.h"

#include <dlfcn.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "runtime/runtime.h"

struct demo demo;
static char *snapshot;
static char *tls_blocks;        /* FIBERS blocks of tls_stride bytes */
static size_t tls_stride;

static void note_segment(const struct dl_phdr_info *info, const ElfW(Phdr) *segment)
{
    uintptr_t low = info->dlpi_addr + segment->p_vaddr, high = low + segment->p_memsz;
    if (segment->p_type == PT_TLS) {
        demo.tls_image = (const void *)low;
        demo.tls_filled = segment->p_filesz;
        demo.tls_size = segment->p_memsz;
        demo.tls_module = info->dlpi_tls_modid;
    }
    if (segment->p_type != PT_LOAD)
        return;
    if (demo.text_low == 0 || low < demo.text_low)
        demo.text_low = low;
    if (high > demo.text_high)
        demo.text_high = high;
    if (segment->p_flags & PF_W) {
        demo.data_low = low;
        demo.data_high = high;
    }
}

static int note_library(struct dl_phdr_info *info, size_t size, void *name)
{
    (void)size;
    if (strcmp(info->dlpi_name, name) != 0)
        return 0;
    demo.base = info->dlpi_addr;
    for (int k = 0; k < info->dlpi_phnum; k++)
        note_segment(info, &info->dlpi_phdr[k]);
    return 1;
}

static bool take_snapshot(struct err *err)
{
    size_t size = demo.data_high - demo.data_low;
    snapshot = malloc(size ? size : 1);
    if (!snapshot)
        return err_set(err, "no memory for the demo's first state (%zu bytes)", size);
    if (size)
        memcpy(snapshot, (const void *)demo.data_low, size);
    tls_stride = (demo.tls_size + 63) & ~(size_t)63;
    if (tls_stride == 0)
        return true;
    tls_blocks = mmap(NULL, tls_stride * FIBERS, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (tls_blocks == MAP_FAILED)
        return err_set_errno(err, "no memory for _Thread_local variables");
    return true;
}

bool demo_load(const char *path, struct err *err)
{
    char absolute[4096];
    if (!realpath(path, absolute))
        return err_set_errno(err, "%s", path);
    void *handle = dlopen(absolute, RTLD_NOW | RTLD_LOCAL);
    if (!handle)
        return err_set(err, "cannot load the demo: %s", dlerror());
    demo.library = handle;
    *(void **)&demo.main = dlsym(handle, "main");
    if (!demo.main)
        return err_set(err, "the program has no main function");
    if (!dl_iterate_phdr(note_library, absolute))
        return err_set(err, "the loader does not know %s", absolute);
    return take_snapshot(err);
}

/* A demo that made a stack of a global left the lab's frames there, and their red zones, when the lab itself is sanitized. */
#if defined __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
static void forget_frames(void)
{
    __asan_unpoison_memory_region((void *)demo.data_low, demo.data_high - demo.data_low);
}
#else
static void forget_frames(void)
{
}
#endif

void demo_reset(void)
{
    forget_frames();
    memcpy((void *)demo.data_low, snapshot, demo.data_high - demo.data_low);
}

void *demo_tls(uint16_t thread)
{
    return tls_blocks ? tls_blocks + tls_stride * thread : NULL;
}

void demo_tls_reset(uint16_t thread)
{
    if (!tls_blocks)
        return;
    char *block = demo_tls(thread);
    memcpy(block, demo.tls_image, demo.tls_filled);
    memset(block + demo.tls_filled, 0, demo.tls_size - demo.tls_filled);
}

bool demo_tls_holds(uintptr_t address, uint16_t *thread)
{
    if (!tls_blocks || address - (uintptr_t)tls_blocks >= tls_stride * FIBERS)
        return false;
    *thread = (uint16_t)((address - (uintptr_t)tls_blocks) / tls_stride);
    return true;
}
