/* sockets.c — making, naming, connecting and shutting down sockets: steps of a live run; on fibers only named. */
#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include "runtime/calls/calls.h"
#include "runtime/calls/told.h"
#include "runtime/carrier/descriptors.h"
#include "runtime/carrier/links.h"

static int32_t type_of(int fd)
{
    int type = SOCK_STREAM;
    socklen_t length = sizeof type;
    getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &length);
    return type == SOCK_DGRAM || type == SOCK_RAW ? SOCKET_DATAGRAM : SOCKET_STREAM;
}

static uint32_t new_socket(int fd)
{
    int error = errno;
    int32_t type = type_of(fd);
    errno = error;
    return told_object(OBJECT_SOCKET, "socket", fd, type);
}

static struct step step_on(enum act act, int fd, uintptr_t place)
{
    struct step step = gate_step(act, descriptors_object(fd), place);
    step.other = (uint32_t)fd;
    return step;
}

static bool is_socket(int fd, const char *call)
{
    if (!runner_self)
        return false;
    gate_only_live(call);
    return descriptors_kind(fd) == OBJECT_SOCKET;
}

WRAPPED(int, socket, int domain, int type, int protocol)
{
    if (!runner_self)
        return socket(domain, type, protocol);
    gate_only_live("socket");
    int fd = socket(domain, type, protocol);
    if (fd < 0 || told_hidden())
        return fd;
    new_socket(fd);
    struct step step = step_on(ACT_SOCKET_MAKE, fd, PLACE);
    told_say(&step, 0);
    return fd;
}

/* Where it is now: the system may have given it a port. */
static unsigned port_of(int fd, struct sockaddr_storage *address, socklen_t *length)
{
    int error = errno;
    *length = sizeof *address;
    bool known = getsockname(fd, (struct sockaddr *)address, length) == 0;
    errno = error;
    return known ? links_port((const struct sockaddr *)address) : 0;
}

WRAPPED(int, bind, int fd, const struct sockaddr *address, socklen_t length)
{
    struct sockaddr_storage here;
    socklen_t size;
    if (!is_socket(fd, "bind"))
        return bind(fd, address, length);
    struct step step = step_on(ACT_SOCKET_BIND, fd, PLACE);
    told_enter(&step);
    int result = bind(fd, address, length);
    step.value = result == 0 ? port_of(fd, &here, &size) : 0;
    return (int)told_leave(&step, result);
}

/* Told before anybody can connect. */
WRAPPED(int, listen, int fd, int backlog)
{
    struct sockaddr_storage here;
    socklen_t size;
    if (!is_socket(fd, "listen"))
        return listen(fd, backlog);
    struct step step = step_on(ACT_SOCKET_LISTEN, fd, PLACE);
    told_enter(&step);
    int result = listen(fd, backlog);
    if (result == 0) {
        step.value = port_of(fd, &here, &size);
        links_listen((const struct sockaddr *)&here, size, step.object);
    }
    return (int)told_leave(&step, result);
}

/* ---- connections ---- */

static void note_accepted(struct step *step, int fd)
{
    step->other = new_socket(fd);
    step->value = links_connect(fd, step->other, NULL, 0);
}

static int accept_any(const char *call, int fd, struct sockaddr *address, socklen_t *length, int flags, uintptr_t place)
{
    if (!is_socket(fd, call))
        return accept4(fd, address, length, flags);
    bool waits = told_blocks(fd, 0);
    struct step step = step_on(waits ? ACT_SOCKET_ACCEPT : ACT_SOCKET_TRYACCEPT, fd, place);
    if (waits && told_ready(fd, POLLIN))
        step.size = WAIT_OVER;
    told_enter(&step);
    int result = accept4(fd, address, length, flags);
    step.other = 0;
    if (result >= 0)
        note_accepted(&step, result);
    return (int)told_leave(&step, result);
}

WRAPPED(int, accept, int fd, struct sockaddr *address, socklen_t *length)
{
    return accept_any("accept", fd, address, length, 0, PLACE);
}

WRAPPED(int, accept4, int fd, struct sockaddr *address, socklen_t *length, int flags)
{
    return accept_any("accept4", fd, address, length, flags, PLACE);
}

/* An end of this machine's own family is known before it connects: whoever accepts it asks for it. */
WRAPPED(int, connect, int fd, const struct sockaddr *address, socklen_t length)
{
    if (!is_socket(fd, "connect"))
        return connect(fd, address, length);
    bool waits = told_blocks(fd, 0);
    struct step step = step_on(waits ? ACT_SOCKET_CONNECT : ACT_SOCKET_TRYCONNECT, fd, PLACE);
    int error = errno;
    step.value = links_listener(address, length);
    if (address && address->sa_family == AF_UNIX)
        links_connect(fd, step.object, NULL, 0);
    errno = error;
    told_enter(&step);
    int result = connect(fd, address, length);
    if (result == 0 || errno == EINPROGRESS)
        step.value |= (uint64_t)links_connect(fd, step.object, address, length) << 32;
    return (int)told_leave(&step, result);
}

WRAPPED(int, shutdown, int fd, int how)
{
    if (!is_socket(fd, "shutdown"))
        return shutdown(fd, how);
    struct step step = step_on(ACT_SOCKET_SHUTDOWN, fd, PLACE);
    step.value = (uint64_t)how;
    told_enter(&step);
    return (int)told_leave(&step, shutdown(fd, how));
}
