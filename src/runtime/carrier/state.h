/* state.h — what runtime_state takes into account: all that decides how the program goes on. That is its writable memory, the
 * used part of its heap, each thread's stack above the call-back and what it has of its own, and the objects as the rule book
 * sees them. Times and numbers of steps do not count; but where a program has looked at a clock or drawn a random number in
 * between, two states are never equal.
 * Threads: fiber carrier only. */
#ifndef RUNTIME_CARRIER_STATE_H
#define RUNTIME_CARRIER_STATE_H

#include <stdint.h>

/* Counts what a thread has done that can be seen nowhere in its memory: a look at a clock, a random number. */
extern uint64_t state_unseen;

#endif
