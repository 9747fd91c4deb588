/* watching.h — structures of the program's that the lab shows although nobody else can reach them, such as a task of the kit's
 * event loop: their memory is looked at whenever a thread comes to its gate, and what has changed is recorded. It is only read:
 * the program does the same as without.
 *
 *   PHASE_WATCH   number, where it is, how large; its kind follows as text      PHASE_MEMORY   number, offset, eight bytes
 *
 * On fibers only: live, another thread could be writing. Threads: one. At most WATCHED at a time; the others are not shown. */
#ifndef RUNTIME_WATCHING_H
#define RUNTIME_WATCHING_H

#include <stddef.h>
#include <stdint.h>

#include "runtime/runner.h"

enum { WATCHED = 512, WATCHED_WORDS = 64 };

extern unsigned watching;               /* how many there are: asked at each gate */

void watching_begin(void);              /* a new run: there are none */
void watching_tell(struct runner *self);        /* records what has changed */
uint32_t watching_around(uintptr_t address);    /* number of the structure it lies in; 0: none */

/* What the demo calls; see threadlab.h of the kit. */
void lab_watch(const void *structure, size_t size, const char *kind);
void lab_unwatch(const void *structure, size_t size);

#endif
