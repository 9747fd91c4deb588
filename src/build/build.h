/* build.h — from C files to programs, by the machine's own compiler: the traced library, which a host loads and watches,
 * and the plain program, which has nothing of the lab in it. Results are cached by content (sources, headers they
 * include, flags, compiler) under XDG_CACHE_HOME; a second build of the same text costs a look-up.
 *
 * Order:   build_start (returns at once; the compilers run side by side), poll build_fd, build_poll until it is no
 *          longer BUILD_RUNS; then build_traced/build_plain are paths. build_destroy(NULL) does nothing.
 * Threads: one build from one thread.
 * Errors:  what the compiler says comes back as messages with file, line and column; a missing compiler as *err text. */
#ifndef BUILD_BUILD_H
#define BUILD_BUILD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum build_flavour { BUILD_TRACED = 1, BUILD_PLAIN = 2 };
enum build_state { BUILD_RUNS, BUILD_OK, BUILD_FAILED };

struct build_plan {
    const char *const *sources;     /* NULL-terminated paths of .c files */
    const char *const *flags;       /* NULL-terminated further cc flags (-I…, -D…, -l…); NULL: none */
    unsigned flavours;              /* bits of enum build_flavour */
    const char *cc;                 /* NULL: $CC, else cc; split at spaces, never by a shell */
};

struct build_message {
    char file[256];
    int line, column;               /* 0: unknown */
    bool error;                     /* else a warning */
    char text[256];
};

struct build;

struct build *build_start(const struct build_plan *plan, struct err *err);
int build_fd(const struct build *build);            /* -1 when nothing runs */
enum build_state build_poll(struct build *build);   /* never blocks */
const char *build_traced(const struct build *build);        /* path of the .so; NULL before BUILD_OK */
const char *build_plain(const struct build *build);         /* path of the program */
size_t build_messages(const struct build *build, const struct build_message **messages);
const struct err *build_error(const struct build *build);   /* one sentence for BUILD_FAILED */
void build_destroy(struct build *build);
bool build_wait(struct build *build, struct err *err);      /* for callers without a screen: polls to the end */

#endif
