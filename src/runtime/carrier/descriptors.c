/* descriptors.c — see descriptors.h. */
#include "runtime/carrier/descriptors.h"

#include <stdatomic.h>
#include <unistd.h>

enum { DESCRIPTORS = 1024 };

static _Atomic uint32_t pipes[DESCRIPTORS];
static _Atomic bool moved[STDERR_FILENO + 1];       /* closed, or made a copy of another, at least once */

uint32_t descriptors_pipe(int fd)
{
    return fd >= 0 && fd < DESCRIPTORS ? atomic_load(&pipes[fd]) : 0;
}

void descriptors_open(int fd, uint32_t pipe)
{
    if (fd >= 0 && fd < DESCRIPTORS)
        atomic_store(&pipes[fd], pipe);
    if (fd >= 0 && fd <= STDERR_FILENO)
        atomic_store(&moved[fd], true);
}

void descriptors_close(int fd)
{
    descriptors_open(fd, 0);
}

bool descriptors_print(int fd)
{
    return (fd == STDOUT_FILENO || fd == STDERR_FILENO) && !atomic_load(&moved[fd]);
}
