/* faults.h — a demo that crashes, overflows a stack or spins without a gate ends its run with an outcome, not its host:
 * signals are taken on a stack of their own, and the carrier ends the run from there (sigaltstack(2), signal(7)). */
#ifndef RUNTIME_FAULTS_H
#define RUNTIME_FAULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* Takes over SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP for this process, with an alternate stack for this thread. */
bool faults_install(struct err *err);

/* A further thread of the demo gets an alternate stack of its own; false: no memory. */
bool faults_begin_thread(void);

/* Fiber carrier: ends a run in which no gate has been reached for about three seconds of CPU time. */
bool faults_watch_for_loops(struct err *err);

#endif
