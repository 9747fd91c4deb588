/* ending.h — how threads and the program end: cleanup handlers, key destructors, exit functions. */
#ifndef RUNTIME_CALLS_ENDING_H
#define RUNTIME_CALLS_ENDING_H

#include <stdint.h>

#include "runtime/runner.h"

void ending_begin(void);                /* a new run: no exit functions */

/* The function of a thread is over, or it called pthread_exit, or was cancelled: self->result holds what it returns. Runs
 * the cleanup handlers that are pushed, then the destructors of its keys. Does not return. */
void ending_thread(struct runner *self) __attribute__((noreturn));

/* What atexit has registered, the latest first; each once. */
void ending_run_exit_functions(void);

/* The whole program ends as exit() does, with the exit functions. Does not return. */
void ending_exit(int code, uintptr_t place) __attribute__((noreturn));

/* If the thread has been cancelled and may be: ends it. Every cancellation point calls it before and after it waits. */
void ending_if_cancelled(struct runner *self);

/* Marks a step that a cancel may end: an announcement at a cancellation point. */
static inline void ending_can_cancel(struct step *step)
{
    step->size = runner_self && !runner_self->cancel_disabled;
}

/* Destructor of a pthread key, for calls/keys.c. */
void ending_set_destructor(unsigned key, void (*destructor)(void *));

#endif
