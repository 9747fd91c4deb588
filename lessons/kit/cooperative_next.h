/* cooperative_next.h — the function that would have been called without
 * cooperative.c; and what is left of a wait. Part of that, and of
 * cooperative_io.c. */
#ifndef COOPERATIVE_NEXT_H
#define COOPERATIVE_NEXT_H

#include <dlfcn.h>
#include <stdlib.h>

#include "loop.h"
#include "threadlab.h"

/* In the lab a call of `read` is one of __wrap_read, which is ours then
 * and nobody else's. */
#ifdef THREADLAB_TRACED
#define TAKEN(name) \
    __attribute__((visibility("hidden"))) __wrap_##name
#define NEXT_OF(name) lab_call(name)
#else
#define TAKEN(name) name
#define NEXT_OF(name) dlsym(RTLD_NEXT, name)
#endif

/* Several threads may find it at once: it is always the same. */
__attribute__((no_sanitize_thread))
static inline void *next_find(const char *name, void **found)
{
    void *next = __atomic_load_n(found, __ATOMIC_RELAXED);
    if (!next) {
        next = NEXT_OF(name);
        if (!next)
            abort();
        __atomic_store_n(found, next, __ATOMIC_RELAXED);
    }
    return next;
}

#define NEXT(name) \
    ((__typeof__(&name))({ \
        static void *found_; \
        next_find(#name, &found_); \
    }))

/* Milliseconds that are left of so many, by the loop's time. */
static inline long left_of(long ms, long began)
{
    long left = ms - (loop_time() - began);
    return left > 0 ? left : 0;
}

#endif
