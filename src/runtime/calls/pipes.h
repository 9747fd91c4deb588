/* pipes.h — what other files of this folder need of pipes. */
#ifndef RUNTIME_CALLS_PIPES_H
#define RUNTIME_CALLS_PIPES_H

#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

/* write(2) to a descriptor that is an end of a pipe (carrier/descriptors.h), as a step. */
ssize_t pipe_write(int fd, const void *bytes, size_t size, uintptr_t place);

#endif
