/* moving.h — reading, writing and closing what a descriptor stands for, for whoever does it in the demo's name: a step where the lab
 * knows the descriptor, the bare call where it does not. */
#ifndef RUNTIME_CALLS_MOVING_H
#define RUNTIME_CALLS_MOVING_H

#include <stdint.h>
#include <sys/types.h>

ssize_t moving_read(int fd, void *bytes, size_t size, uintptr_t place);
ssize_t moving_write(int fd, const void *bytes, size_t size, uintptr_t place);
int moving_close(int fd, uintptr_t place);

#endif
