/* processes.h — the processes of a live run: forking one that goes on under the lab's eyes, and telling how each ended. The first
 * process hears of the end of all others, and of what programs print that they have become.
 *
 * Order:   processes_begin once; processes_listen and processes_hear by the thread that serves the lab.
 * Threads: processes_hear by any thread of the first process; the rest by any thread of any process. */
#ifndef RUNTIME_CARRIER_PROCESSES_H
#define RUNTIME_CARRIER_PROCESSES_H

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"
#include "trace/kinds.h"
#include "trace/step.h"

enum { PROCESSES_FDS = 2 + 2 * STEP_PROCESSES };

bool processes_begin(struct err *err);

/* What the server waits for besides commands; returns how many. */
unsigned processes_listen(struct pollfd *fds);
void processes_hear(void);                  /* in the first process; elsewhere it does nothing */

/* fork(2), as steps. */
pid_t processes_fork(uintptr_t place);

/* posix_spawn(3), as steps: before it, NO_MEMBER if there are too many, and then nothing is told; after it, `pid` 0 if it came to
 * nothing: that the child is there, and that it is another program. */
uint16_t processes_bear(uintptr_t place);
void processes_born(uint16_t number, pid_t pid, uintptr_t place);
void processes_became(uint16_t number, pid_t pid, const char *path, uintptr_t place);

/* This process, which is not the first, ends as a program with that outcome does. */
void processes_end_this(enum outcome outcome, int code, uintptr_t place, const char *text) __attribute__((noreturn));

/* A process has ended with that status: told, unless it has been. */
void processes_tell_end(uint16_t number, int status);

/* The object of this process. */
uint32_t processes_object(void);

/* This process is about to become another program: what that prints comes to the first process, unless it goes elsewhere. */
void processes_pass_output(void);

#endif
