/* watching.h — structures of the program's that the lab shows although nobody else can reach them, such as a task of the kit's
 * event loop: their memory is looked at whenever a thread comes to its gate, and what has changed is recorded. It is only read:
 * the program does the same as without.
 *
 *   PHASE_WATCH   number, where it is, how large; its kind follows as text      PHASE_MEMORY   number, offset, eight bytes
 *
 * On fibers any thread looks at all of them: one runs at a time. Live, each thread looks only at those that it has asked to be
 * watched, when it comes to a gate itself, for other threads may be writing in theirs: a process has a list for each of its threads.
 * At most WATCHED in a list; the others are not shown. Threads: one on fibers; live any. What is freed live while it is watched must
 * be freed by the thread that watches it, or be unwatched first, by any. */
#ifndef RUNTIME_WATCHING_H
#define RUNTIME_WATCHING_H

#include <stddef.h>
#include <stdint.h>

#include "runtime/runner.h"

enum { WATCHED = 512, WATCHED_WORDS = 64 };

extern unsigned watching;               /* on fibers: how many there are, asked at each gate. Live: runner->watches */

void watching_begin(void);              /* a new run: there are none */
void watching_end(struct runner *self); /* live: the thread ends; its structures are no longer shown */
void watching_forked(struct runner *self);      /* live: in the child, whose parent goes on to show them: there are none */
void watching_freed(struct runner *self, void *block);          /* live: it is about to be */
void watching_tell(struct runner *self);        /* records what has changed */
uint32_t watching_around(uintptr_t address);    /* number of the structure it lies in; 0: none that this thread looks at */

/* What the demo calls; see threadlab.h of the kit. */
void lab_watch(const void *structure, size_t size, const char *kind);
void lab_unwatch(const void *structure, size_t size);

#endif
