/* moving.c — bytes through pipes, sockets and event descriptors: steps of a live run; on fibers only named. Calls on other
 * descriptors go through untold. */
#include "runtime/calls/moving.h"

#include <errno.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "runtime/calls/calls.h"
#include "runtime/calls/told.h"
#include "runtime/carrier/descriptors.h"

enum direction { READS, WRITES };

/* Whoever has set a time limit for a socket's calls does not wait for ever. */
static bool is_limited(int fd, enum direction direction)
{
    struct timeval limit = { 0 };
    socklen_t length = sizeof limit;
    int option = direction == READS ? SO_RCVTIMEO : SO_SNDTIMEO;
    return getsockopt(fd, SOL_SOCKET, option, &limit, &length) == 0 && (limit.tv_sec != 0 || limit.tv_usec != 0);
}

static void look_ahead(struct step *step, int fd, enum direction direction)
{
    int error = errno;
    if (told_ready(fd, direction == READS ? POLLIN : POLLOUT))
        step->size |= WAIT_OVER;
    else if (is_limited(fd, direction))
        step->size |= WAIT_LIMITED;
    errno = error;
}

static enum act act_of(enum object_kind kind, enum direction direction, bool waits, bool peeks)
{
    const struct acts *acts = told_acts(kind);
    if (peeks)
        return kind == OBJECT_SOCKET && waits ? ACT_SOCKET_POLL : ACT_NONE;
    return direction == READS ? (waits ? acts->read : acts->tryread) : waits ? acts->write : acts->trywrite;
}

/* False: there is nothing to tell of this descriptor. */
static bool begin(struct step *step, int fd, enum direction direction, size_t size, int flags, uintptr_t place)
{
    bool waits = told_blocks(fd, flags);
    enum object_kind kind = descriptors_kind(fd);
    enum act act = act_of(kind, direction, waits, direction == READS && (flags & MSG_PEEK));
    if (act == ACT_NONE || descriptors_object(fd) == 0)
        return false;
    *step = gate_step(act, descriptors_object(fd), place);
    step->other = (uint32_t)fd;
    step->value = size;
    if (waits && kind != OBJECT_PIPE)
        look_ahead(step, fd, direction);
    told_enter(step);
    return true;
}

/* A broken pipe's signal ends the process in the call: then the attempt is told before it. */
static bool tell_broken(struct step *step, int fd, int flags)
{
    struct pollfd broken = { .fd = fd };
    int error = errno;
    bool is = !(flags & MSG_NOSIGNAL) && act_object(step->act) != OBJECT_NOTICE && poll(&broken, 1, 0) == 1
           && (broken.revents & (act_object(step->act) == OBJECT_PIPE ? POLLERR : POLLERR | POLLHUP));
    if (is)
        gate_leave(step, -EPIPE);
    errno = error;
    return is;
}

static void note_count(struct step *step, const void *bytes, ssize_t result)
{
    if (act_object(step->act) != OBJECT_NOTICE || result < (ssize_t)sizeof(uint64_t))
        return;
    if (result >= (ssize_t)sizeof(struct signalfd_siginfo))
        step->value = ((const struct signalfd_siginfo *)bytes)->ssi_signo;
    else
        memcpy(&step->value, bytes, sizeof step->value);
}

/* Of what is not shown only that it waits. */
static ssize_t read_untold(int fd, void *bytes, size_t size)
{
    bool waits = told_hidden() && told_blocks(fd, 0) && !told_ready(fd, POLLIN);
    if (waits)
        told_rest(true);
    ssize_t result = read(fd, bytes, size);
    if (waits)
        told_rest(false);
    return result;
}

ssize_t moving_read(int fd, void *bytes, size_t size, uintptr_t place)
{
    struct step step;
    if (!runner_self || !begin(&step, fd, READS, size, 0, place))
        return read_untold(fd, bytes, size);
    ssize_t result = read(fd, bytes, size);
    note_count(&step, bytes, result);
    return told_leave(&step, result);
}

ssize_t moving_write(int fd, const void *bytes, size_t size, uintptr_t place)
{
    struct step step;
    if (!runner_self || !begin(&step, fd, WRITES, size, 0, place))
        return write(fd, bytes, size);
    if (tell_broken(&step, fd, 0))
        return write(fd, bytes, size);
    note_count(&step, bytes, size == sizeof(uint64_t) ? (ssize_t)size : 0);
    return told_leave(&step, write(fd, bytes, size));
}

WRAPPED(ssize_t, read, int fd, void *bytes, size_t size)
{
    if (runner_self)
        gate_only_live("read");
    return moving_read(fd, bytes, size, PLACE);
}

static size_t sum(const struct iovec *pieces, size_t count)
{
    size_t size = 0;
    for (size_t k = 0; pieces && k < count; k++)
        size += pieces[k].iov_len;
    return size;
}

/* A call that moves bytes into the program: `call` makes it for real. */
#define RECEIVES(name, size, flags, call) \
    struct step step; \
    if (!runner_self) \
        return call; \
    gate_only_live(#name); \
    if (!begin(&step, fd, READS, size, flags, PLACE)) \
        return call; \
    return told_leave(&step, call)

#define SENDS(name, size, flags, call) \
    struct step step; \
    if (!runner_self) \
        return call; \
    gate_only_live(#name); \
    if (!begin(&step, fd, WRITES, size, flags, PLACE) || tell_broken(&step, fd, flags)) \
        return call; \
    return told_leave(&step, call)

WRAPPED(ssize_t, readv, int fd, const struct iovec *pieces, int count)
{
    RECEIVES(readv, sum(pieces, count > 0 ? (size_t)count : 0), 0, readv(fd, pieces, count));
}

WRAPPED(ssize_t, recv, int fd, void *bytes, size_t size, int flags)
{
    RECEIVES(recv, size, flags, recv(fd, bytes, size, flags));
}

WRAPPED(ssize_t, recvfrom, int fd, void *bytes, size_t size, int flags, struct sockaddr *from, socklen_t *length)
{
    RECEIVES(recvfrom, size, flags, recvfrom(fd, bytes, size, flags, from, length));
}

WRAPPED(ssize_t, recvmsg, int fd, struct msghdr *message, int flags)
{
    RECEIVES(recvmsg, message ? sum(message->msg_iov, message->msg_iovlen) : 0, flags, recvmsg(fd, message, flags));
}

WRAPPED(ssize_t, writev, int fd, const struct iovec *pieces, int count)
{
    SENDS(writev, sum(pieces, count > 0 ? (size_t)count : 0), 0, writev(fd, pieces, count));
}

WRAPPED(ssize_t, send, int fd, const void *bytes, size_t size, int flags)
{
    SENDS(send, size, flags, send(fd, bytes, size, flags));
}

WRAPPED(ssize_t, sendto, int fd, const void *bytes, size_t size, int flags, const struct sockaddr *to, socklen_t length)
{
    SENDS(sendto, size, flags, sendto(fd, bytes, size, flags, to, length));
}

WRAPPED(ssize_t, sendmsg, int fd, const struct msghdr *message, int flags)
{
    SENDS(sendmsg, message ? sum(message->msg_iov, message->msg_iovlen) : 0, flags, sendmsg(fd, message, flags));
}
