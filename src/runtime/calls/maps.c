/* maps.c — memory that processes share. Names under /dev/shm, and of message queues, get the mark of this run: its keeper removes
 * what is left of them, and two runs never meet by them. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/process.h"
#include "runtime/calls/calls.h"
#include "runtime/calls/maps.h"
#include "runtime/carrier/family.h"
#include "runtime/carrier/mappings.h"
#include "runtime/gate.h"

static void *map(const char *call, void *hint, size_t size, int protection, int flags, int fd, off_t offset, uintptr_t place)
{
    if (!runner_self)
        return mmap(hint, size, protection, flags, fd, offset);
    gate_only_live(call);
    void *start = mmap(hint, size, protection, flags, fd, offset);
    if (start == MAP_FAILED || !(flags & MAP_SHARED))
        return start;
    mappings_add(start, size, flags & MAP_ANONYMOUS ? -1 : fd, (uint64_t)offset, place);
    struct step step = gate_step(ACT_MAP, 0, place);
    step.value = size;
    if (gate_enter(&step))
        gate_leave(&step, 0);
    return start;
}

WRAPPED(void *, mmap, void *hint, size_t size, int protection, int flags, int fd, off_t offset)
{
    return map("mmap", hint, size, protection, flags, fd, offset, PLACE);
}

WRAPPED(void *, mmap64, void *hint, size_t size, int protection, int flags, int fd, off_t offset)
{
    return map("mmap64", hint, size, protection, flags, fd, offset, PLACE);
}

WRAPPED(int, munmap, void *start, size_t size)
{
    if (!runner_self)
        return munmap(start, size);
    gate_only_live("munmap");
    gate_settle(runner_self);
    mappings_remove(start, size);
    return munmap(start, size);
}

const char *maps_mark(const char *name, char *out, size_t room)
{
    while (*name == '/')
        name++;
    int length = snprintf(out, room, "/" PROCESS_MARK "%s", (int)atomic_load(&family->keeper), name);
    return length > 0 && (size_t)length < room ? out : name;
}

/* Into a file of its own, for the keeper; before the thing is made, as its maker may be killed at any moment. */
static void note(const char *name, const char *what)
{
    int fd = shm_open(name, O_WRONLY | O_CREAT | O_APPEND, 0600);
    ssize_t written = fd >= 0 ? write(fd, what, strlen(what) + 1) : -1;
    (void)written;
    if (fd >= 0)
        close(fd);
}

/* The folder must be there; what is in it must not. */
static bool absolute_path(const char *path, char *out, size_t room)
{
    char folder[PATH_MAX], absolute[PATH_MAX];
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    int length = snprintf(folder, sizeof folder, "%.*s", slash ? (int)(name - path) : 1, slash ? path : ".");
    if (length >= PATH_MAX || !realpath(folder, absolute))
        return false;
    length = snprintf(out, room, "%s/%s", absolute, name);
    return length > 0 && (size_t)length < room;
}

void maps_note_pipe(const char *path)
{
    char absolute[PATH_MAX], name[NAME_MAX];
    struct stat about;
    int error = errno;
    snprintf(name, sizeof name, "/" PROCESS_NAMED, (int)atomic_load(&family->keeper));
    if (lstat(path, &about) != 0 && absolute_path(path, absolute, sizeof absolute))
        note(name, absolute);
    errno = error;
}

void maps_note_queue(const char *name)
{
    char file[NAME_MAX];
    int error = errno;
    snprintf(file, sizeof file, "/" PROCESS_QUEUES, (int)atomic_load(&family->keeper));
    note(file, name);
    errno = error;
}

WRAPPED(int, shm_open, const char *name, int flags, mode_t mode)
{
    char marked[NAME_MAX];
    if (!runner_self)
        return shm_open(name, flags, mode);
    gate_only_live("shm_open");
    return shm_open(maps_mark(name, marked, sizeof marked), flags, mode);
}

WRAPPED(int, shm_unlink, const char *name)
{
    char marked[NAME_MAX];
    if (!runner_self)
        return shm_unlink(name);
    gate_only_live("shm_unlink");
    return shm_unlink(maps_mark(name, marked, sizeof marked));
}
