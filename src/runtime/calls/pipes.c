/* pipes.c — making pipes, pairs of sockets and named pipes, and streams on them: steps of a live run; on fibers only named. What
 * is done with them stands in moving.c and closing.c. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/calls/calls.h"
#include "runtime/calls/maps.h"
#include "runtime/calls/moving.h"
#include "runtime/calls/told.h"
#include "runtime/carrier/descriptors.h"
#include "runtime/carrier/family.h"
#include "runtime/gate.h"
#include "runtime/objects.h"

enum { NAMED_KEY = 1 };

/* ---- making them ---- */

static uint32_t new_pipe(enum pipe_type type, const int *ends)
{
    return object_live(OBJECT_PIPE, (uint64_t)(atomic_fetch_add(&family->made, 1) + 1) << NAMED_KEY, ends, type);
}

/* The ends count from when they are there: the descriptors are known only then. */
static int make(enum pipe_type type, int *ends, int result, uintptr_t place)
{
    int error = errno;
    if (result != 0 || told_hidden())
        return result;
    struct step step = gate_step(ACT_PIPE_MAKE, new_pipe(type, ends), place);
    step.value = (uint32_t)ends[0] | (uint64_t)(uint32_t)ends[1] << 32;
    descriptors_open(ends[0], step.object, OBJECT_PIPE);
    descriptors_open(ends[1], step.object, OBJECT_PIPE);
    if (gate_enter(&step))
        gate_leave(&step, 0);
    errno = error;
    return 0;
}

WRAPPED(int, pipe, int *ends)
{
    if (!runner_self)
        return pipe(ends);
    gate_only_live("pipe");
    return make(PIPE_PLAIN, ends, pipe(ends), PLACE);
}

WRAPPED(int, pipe2, int *ends, int flags)
{
    if (!runner_self)
        return pipe2(ends, flags);
    gate_only_live("pipe2");
    return make(PIPE_PLAIN, ends, pipe2(ends, flags), PLACE);
}

/* Only those of this machine's own family are as good as a pipe. */
WRAPPED(int, socketpair, int domain, int type, int protocol, int *ends)
{
    if (!runner_self)
        return socketpair(domain, type, protocol, ends);
    gate_only_live("socketpair");
    int result = socketpair(domain, type, protocol, ends);
    return domain == AF_UNIX ? make(PIPE_PAIR, ends, result, PLACE) : result;
}

/* ---- named ones ---- */

static uint32_t named_pipe(const struct stat *about, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    uint64_t key = ((uint64_t)about->st_ino * 0x9E3779B97F4A7C15ull ^ (uint64_t)about->st_dev) << NAMED_KEY | 1;
    uint32_t object = object_live(OBJECT_PIPE, key, NULL, PIPE_NAMED);
    told_name(object, name);
    return object;
}

WRAPPED(int, mkfifo, const char *path, mode_t mode)
{
    struct stat about;
    if (!runner_self)
        return mkfifo(path, mode);
    gate_only_live("mkfifo");
    maps_note_pipe(path);
    int result = mkfifo(path, mode), error = errno;
    if (result == 0 && stat(path, &about) == 0) {
        struct step step = gate_step(ACT_PIPE_MAKE, named_pipe(&about, path), PLACE);
        if (gate_enter(&step))
            gate_leave(&step, 0);
    }
    errno = error;
    return result;
}

static enum pipe_end end_for(int flags)
{
    int mode = flags & O_ACCMODE;
    return mode == O_RDONLY ? PIPE_READS : mode == O_WRONLY ? PIPE_WRITES : PIPE_BOTH;
}

static int open_any(const char *path, int flags, mode_t mode, uintptr_t place)
{
    struct stat about;
    if (stat(path, &about) != 0 || !S_ISFIFO(about.st_mode))
        return open(path, flags, mode);
    struct step step = gate_step(ACT_PIPE_OPEN, named_pipe(&about, path), place);
    step.other = flags & O_NONBLOCK ? PIPE_BOTH : end_for(flags);
    gate_enter(&step);
    step.other = end_for(flags);
    int fd = open(path, flags, mode);
    if (fd >= 0)
        descriptors_open(fd, step.object, OBJECT_PIPE);
    return (int)told_leave(&step, fd);
}

#define OPEN(name) \
    WRAPPED(int, name, const char *path, int flags, ...) \
    { \
        va_list arguments; \
        va_start(arguments, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0; \
        va_end(arguments); \
        if (!runner_self) \
            return open(path, flags, mode); \
        gate_only_live(#name); \
        return open_any(path, flags, mode, PLACE); \
    }

OPEN(open)
OPEN(open64)

/* ---- streams ---- */

static ssize_t stream_read(void *cookie, char *bytes, size_t size)
{
    return moving_read((int)(intptr_t)cookie, bytes, size, runner_self ? runner_self->at : 0);
}

static ssize_t stream_write(void *cookie, const char *bytes, size_t size)
{
    ssize_t written = moving_write((int)(intptr_t)cookie, bytes, size, runner_self ? runner_self->at : 0);
    return written < 0 ? 0 : written;
}

static int stream_close(void *cookie)
{
    return moving_close((int)(intptr_t)cookie, runner_self ? runner_self->at : 0);
}

/* A stream on an end of a pipe, or on a socket, does what it does through the calls above. */
WRAPPED(FILE *, fdopen, int fd, const char *mode)
{
    if (!runner_self)
        return fdopen(fd, mode);
    gate_only_live("fdopen");
    if (told_acts(descriptors_kind(fd))->read == ACT_NONE)
        return fdopen(fd, mode);
    return fopencookie((void *)(intptr_t)fd, mode, (cookie_io_functions_t){
        .read = stream_read, .write = stream_write, .close = stream_close,
    });
}
