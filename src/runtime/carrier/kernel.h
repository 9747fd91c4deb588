/* kernel.h — the carrier on which threads are real ones: real contention, real time, real blocking. Each thread records
 * into a lane of its own; the gate is a futex word in the channel. Nothing can be taken back.
 *
 * Order:   runtime_load; kernel_serve, once per process.
 * Threads: kernel_serve's own thread obeys commands and is never traced (its runner_self is NULL). */
#ifndef RUNTIME_CARRIER_KERNEL_H
#define RUNTIME_CARRIER_KERNEL_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "runtime/gate.h"
#include "trace/channel.h"

extern const struct carrier carrier_kernel;

/* Runs the demo's main on a thread of its own and obeys the lab, whose commands come through `socket`, until it quits or
 * goes away. Comes back only when that cannot begin: with an exit code, and why in *err. */
int kernel_serve(struct channel *channel, int socket, struct err *err);

/* A wrapped pthread_create or thrd_create: numbers the new thread, records `step` (ACT_CREATE), starts it. `attributes`
 * may be NULL. Returns 0 or an errno value. */
int kernel_create(pthread_t *handle, const pthread_attr_t *attributes, void *function, bool c11, void *argument,
                  struct step *step);

/* The number of the thread with this handle; UINT32_MAX when it is none of the demo's. */
uint32_t kernel_number_of(pthread_t handle);

/* Records a step of a process that cannot do so itself, or of the first one without its knowing: for its first thread. */
void kernel_tell(uint16_t process, struct step *step);

/* In a process that has just been forked: its only thread goes on under that number. */
void kernel_be_child(struct runner *self, uint16_t thread);

#endif
