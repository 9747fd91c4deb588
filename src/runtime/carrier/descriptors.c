/* descriptors.c — see descriptors.h. */
#include "runtime/carrier/descriptors.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <unistd.h>

enum { DESCRIPTORS = 1024, KIND_SHIFT = 24, HIGH_FD = 500 };

static _Atomic uint32_t known[DESCRIPTORS];         /* the object, and above it its kind */
static _Atomic bool moved[STDERR_FILENO + 1];       /* closed, or made a copy of another, at least once */

uint32_t descriptors_object(int fd)
{
    return fd >= 0 && fd < DESCRIPTORS ? atomic_load(&known[fd]) & ((1u << KIND_SHIFT) - 1) : 0;
}

enum object_kind descriptors_kind(int fd)
{
    return fd >= 0 && fd < DESCRIPTORS ? (enum object_kind)(atomic_load(&known[fd]) >> KIND_SHIFT) : OBJECT_NONE;
}

void descriptors_open(int fd, uint32_t object, enum object_kind kind)
{
    if (fd >= 0 && fd < DESCRIPTORS)
        atomic_store(&known[fd], object ? object | (uint32_t)kind << KIND_SHIFT : 0);
    if (fd >= 0 && fd <= STDERR_FILENO)
        atomic_store(&moved[fd], true);
}

void descriptors_close(int fd)
{
    descriptors_open(fd, 0, OBJECT_NONE);
}

bool descriptors_have(uint32_t object)
{
    for (int fd = 0; fd < DESCRIPTORS; fd++)
        if (descriptors_object(fd) == object)
            return true;
    return false;
}

int descriptors_closed_by_exec(int from)
{
    for (int fd = from; fd < DESCRIPTORS; fd++) {
        int flags = descriptors_object(fd) ? fcntl(fd, F_GETFD) : 0;
        if (flags > 0 && (flags & FD_CLOEXEC))
            return fd;
    }
    return -1;
}

bool descriptors_print(int fd)
{
    return (fd == STDOUT_FILENO || fd == STDERR_FILENO) && !atomic_load(&moved[fd]);
}

int descriptors_out_of_the_way(int fd)
{
    int high = fcntl(fd, F_DUPFD_CLOEXEC, HIGH_FD);
    if (high < 0)
        return fd;
    close(fd);
    return high;
}
