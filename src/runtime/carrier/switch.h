/* switch.h — leaving one stack for another: what the machine's calling convention says a function call must preserve is
 * pushed, the stack pointer exchanged, and popped (System V ABI for x86-64; AAPCS64 for aarch64). */
#ifndef RUNTIME_CARRIER_SWITCH_H
#define RUNTIME_CARRIER_SWITCH_H

#include <stddef.h>

/* Saves this stack in *from and goes on where `to` was left. */
void switch_stack(void **from, void *to);

/* A stack that, when switched to, calls `function`, which must not return. Returns what switch_stack takes as `to`. */
void *switch_prepare(void *stack_end, void (*function)(void));

#endif
