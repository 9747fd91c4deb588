/* pipes.c — pipes, pairs of sockets and named pipes: steps of a live run; on fibers only named. Calls on other descriptors go
 * through untold. */
#include "runtime/calls/pipes.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/calls/calls.h"
#include "runtime/calls/maps.h"
#include "runtime/carrier/descriptors.h"
#include "runtime/carrier/family.h"
#include "runtime/gate.h"
#include "runtime/objects.h"

enum { NAMED_KEY = 1 };

/* What the call returned, for the record: a negative errno value when it failed. */
static int64_t told(ssize_t result)
{
    return result < 0 ? -errno : result;
}

/* To be done before a step is left, whose recording may change errno. */
static ssize_t leave(struct step *step, ssize_t result)
{
    int error = errno;
    gate_leave(step, told(result));
    errno = error;
    return result;
}

/* ---- making them ---- */

static uint32_t new_pipe(enum pipe_type type, const int *ends)
{
    return object_pipe((uint64_t)(atomic_fetch_add(&family->made, 1) + 1) << NAMED_KEY, ends, type);
}

/* The ends count from when they are there: the descriptors are known only then. */
static int make(enum pipe_type type, int *ends, int result, uintptr_t place)
{
    int error = errno;
    if (result != 0)
        return result;
    struct step step = gate_step(ACT_PIPE_MAKE, new_pipe(type, ends), place);
    step.value = (uint32_t)ends[0] | (uint64_t)(uint32_t)ends[1] << 32;
    descriptors_open(ends[0], step.object);
    descriptors_open(ends[1], step.object);
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
    uint32_t object = object_pipe(key, NULL, PIPE_NAMED);
    struct step head = { .phase = PHASE_NAME, .object = object };
    gate_text(&head, name, strlen(name));
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
        descriptors_open(fd, step.object);
    return (int)leave(&step, fd);
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

/* ---- moving bytes ---- */

static bool is_blocking(int fd)
{
    int flags = fcntl(fd, F_GETFL);
    return flags < 0 || !(flags & O_NONBLOCK);
}

static struct step step_on(int fd, enum act blocking, enum act other, uintptr_t place)
{
    struct step step = gate_step(is_blocking(fd) ? blocking : other, descriptors_pipe(fd), place);
    step.other = (uint32_t)fd;
    return step;
}

WRAPPED(ssize_t, read, int fd, void *bytes, size_t size)
{
    if (!runner_self)
        return read(fd, bytes, size);
    gate_only_live("read");
    if (descriptors_pipe(fd) == 0)
        return read(fd, bytes, size);
    struct step step = step_on(fd, ACT_PIPE_READ, ACT_PIPE_TRYREAD, PLACE);
    step.value = size;
    gate_enter(&step);
    return leave(&step, read(fd, bytes, size));
}

/* A broken pipe's signal ends the process in the call: then the attempt is told before it. */
ssize_t pipe_write(int fd, const void *bytes, size_t size, uintptr_t place)
{
    struct step step = step_on(fd, ACT_PIPE_WRITE, ACT_PIPE_TRYWRITE, place);
    step.value = size;
    gate_enter(&step);
    struct pollfd broken = { .fd = fd };
    if (poll(&broken, 1, 0) == 1 && (broken.revents & POLLERR)) {
        gate_leave(&step, -EPIPE);
        return write(fd, bytes, size);
    }
    return leave(&step, write(fd, bytes, size));
}

/* ---- closing and copying ---- */

WRAPPED(int, close, int fd)
{
    uint32_t pipe = descriptors_pipe(fd);
    if (!runner_self)
        return close(fd);
    gate_only_live("close");
    descriptors_close(fd);
    if (pipe == 0)
        return close(fd);
    struct step step = gate_step(ACT_PIPE_CLOSE, pipe, PLACE);
    step.other = (uint32_t)fd;
    gate_enter(&step);
    return (int)leave(&step, close(fd));
}

/* Over an end of another pipe: that is closed with it, without a step of its own. */
static int duplicate(int fd, int result, uintptr_t place)
{
    if (result < 0 || result == fd)
        return result;
    uint32_t pipe = descriptors_pipe(fd), before = descriptors_pipe(result);
    descriptors_open(result, pipe);
    if (pipe == 0 && before == 0)
        return result;
    struct step step = gate_step(pipe ? ACT_PIPE_DUP : ACT_PIPE_CLOSE, pipe ? pipe : before, place);
    step.other = (uint32_t)(pipe ? fd : result);
    gate_enter(&step);
    return (int)leave(&step, result);
}

WRAPPED(int, dup, int fd)
{
    if (!runner_self)
        return dup(fd);
    gate_only_live("dup");
    return duplicate(fd, dup(fd), PLACE);
}

WRAPPED(int, dup2, int fd, int wanted)
{
    if (!runner_self)
        return dup2(fd, wanted);
    gate_only_live("dup2");
    return duplicate(fd, dup2(fd, wanted), PLACE);
}

WRAPPED(int, dup3, int fd, int wanted, int flags)
{
    if (!runner_self)
        return dup3(fd, wanted, flags);
    gate_only_live("dup3");
    return duplicate(fd, dup3(fd, wanted, flags), PLACE);
}

/* The third argument is passed on as it came, a number or a pointer. */
#define CONTROL(name) \
    WRAPPED(int, name, int fd, int command, ...) \
    { \
        va_list arguments; \
        va_start(arguments, command); \
        void *argument = va_arg(arguments, void *); \
        va_end(arguments); \
        if (!runner_self) \
            return fcntl(fd, command, argument); \
        gate_only_live(#name); \
        int result = fcntl(fd, command, argument); \
        return command == F_DUPFD || command == F_DUPFD_CLOEXEC ? duplicate(fd, result, PLACE) : result; \
    }

CONTROL(fcntl)
CONTROL(fcntl64)

/* ---- waiting for any of several ---- */

static int known_among(const struct pollfd *fds, nfds_t count)
{
    for (nfds_t k = 0; k < count; k++)
        if (descriptors_pipe(fds[k].fd) != 0)
            return fds[k].fd;
    return -1;
}

/* One that waits for a single pipe to be readable, for as long as it takes, is seen waiting for it; who waits for more may be
 * woken by more than the rule book knows of. */
WRAPPED(int, poll, struct pollfd *fds, nfds_t count, int timeout)
{
    int fd = known_among(fds, count);
    if (!runner_self)
        return poll(fds, count, timeout);
    gate_only_live("poll");
    if (fd < 0)
        return poll(fds, count, timeout);
    bool waits = count == 1 && timeout < 0 && (fds->events & (POLLIN | POLLOUT)) == POLLIN;
    struct step step = gate_step(waits ? ACT_PIPE_POLL : ACT_PIPE_TRYPOLL, descriptors_pipe(fd), PLACE);
    step.other = (uint32_t)fd;
    gate_enter(&step);
    return (int)leave(&step, poll(fds, count, timeout));
}

/* ---- streams ---- */

static ssize_t stream_read(void *cookie, char *bytes, size_t size)
{
    return __wrap_read((int)(intptr_t)cookie, bytes, size);
}

static ssize_t stream_write(void *cookie, const char *bytes, size_t size)
{
    ssize_t written = pipe_write((int)(intptr_t)cookie, bytes, size, runner_self ? runner_self->at : 0);
    return written < 0 ? 0 : written;
}

static int stream_close(void *cookie)
{
    return __wrap_close((int)(intptr_t)cookie);
}

/* A stream on an end of a pipe does what it does through the calls above. */
WRAPPED(FILE *, fdopen, int fd, const char *mode)
{
    if (!runner_self)
        return fdopen(fd, mode);
    gate_only_live("fdopen");
    if (descriptors_pipe(fd) == 0)
        return fdopen(fd, mode);
    return fopencookie((void *)(intptr_t)fd, mode, (cookie_io_functions_t){
        .read = stream_read, .write = stream_write, .close = stream_close,
    });
}
