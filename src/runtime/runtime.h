/* runtime.h — the floor inside the host: it turns what a demo does into steps and holds each thread at its gate.
 *
 *   a demo's access or call ─▶ accesses.c, calls/… ─▶ gate.h ─▶ carrier/fiber.c   one kernel thread, virtual time
 *                                                          └─▶ carrier/kernel.c  real threads, real time
 *
 * A run begins with the demo's memory as it was when it was loaded, and ends with an outcome. Steps go to a sink.
 * Threads: the fiber carrier lives on one kernel thread; the kernel carrier's rules stand in carrier/kernel.h.
 * Nothing here calls what it wraps while a demo's thread stands at its gate, or allocates from the demo's heap. */
#ifndef RUNTIME_RUNTIME_H
#define RUNTIME_RUNTIME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "trace/run.h"
#include "world/options.h"

enum { FIBERS = 64 };       /* threads that one run on fibers may have */

/* Loads the traced library; one per process. */
bool runtime_load(const char *path, struct err *err);

/* One run on fibers, from the start, under the chooser. `sink` may be NULL. Bound on steps: 0 none. */
void runtime_run(const struct chooser *chooser, const struct sink *sink, uint32_t step_limit, struct run_end *end);

/* While the chooser is asked: the state of the program as a number (carrier/state.h). */
uint64_t runtime_state(void);

/* What the last run printed; valid until the next. */
const char *runtime_output(size_t *length);

#endif
