/* obey.h — the thread of a live run that obeys the lab: it opens gates, one or all, or so many a second, and answers each
 * command. It is none of the demo's, takes none of its signals, and is never traced.
 *
 * Threads: obey_begin once, by the host's first thread. Memory: the channel must outlive the process.
 * Errors:  false: no thread could be made. */
#ifndef RUNTIME_CARRIER_OBEY_H
#define RUNTIME_CARRIER_OBEY_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "trace/channel.h"

/* Commands come through *socket, until it is closed: then the process ends. */
bool obey_begin(struct channel *road, int *socket);

/* ---- what it needs of the carrier (kernel.c) ---- */

void kernel_begin_program(void);                        /* the first command has come: main may run */
void kernel_wake(_Atomic uint32_t *gate);               /* somebody sleeps at it, perhaps */
void kernel_answer(uint32_t number, int result);        /* through the last lane, which no single thread owns */

#endif
