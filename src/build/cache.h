/* cache.h — the name under which what is built from a plan is kept. Private to build/. */
#ifndef BUILD_CACHE_H
#define BUILD_CACHE_H

#include <stdint.h>

#include "build/build.h"

/* The compiler, split into words; flags for each flavour. */
struct compiler {
    char words[512];
    const char *argv[16];           /* NULL-terminated, into `words` */
    bool is_clang;
};

bool compiler_find(struct compiler *compiler, const char *cc, struct err *err);

/* NULL-terminated flags of a flavour, sources not included. */
const char *const *compiler_flags(const struct compiler *compiler, enum build_flavour flavour);

/* A hash of all that decides what comes out: sources, the learner's headers that they include (by a name, not by a macro),
 * flags, what is redirected, the compiler's file. 32 hexadecimal digits. False when a source cannot be read. */
bool cache_key(const struct build_plan *plan, const struct compiler *compiler, char key[33], struct err *err);

/* What the linker must redirect, as a file of options in `folder`. */
bool cache_write_wraps(const char *folder, char *path, size_t room, struct err *err);

#endif
