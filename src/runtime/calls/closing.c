/* closing.c — closing and copying descriptors, whatever they stand for: steps of a live run; on fibers only named. */
#include <fcntl.h>
#include <stdarg.h>
#include <unistd.h>

#include "runtime/calls/calls.h"
#include "runtime/calls/moving.h"
#include "runtime/calls/told.h"
#include "runtime/carrier/descriptors.h"
#include "runtime/carrier/links.h"

/* Told before it is done: as soon as it is, another thread may be given the same descriptor, and tell so. */
int moving_close(int fd, uintptr_t place)
{
    uint32_t object = runner_self ? descriptors_object(fd) : 0;
    enum object_kind kind = descriptors_kind(fd);
    if (object == 0) {
        if (runner_self)
            descriptors_close(fd);
        return close(fd);
    }
    struct step step = gate_step(told_acts(kind)->close, object, place);
    step.other = (uint32_t)fd;
    told_enter(&step);
    if (kind == OBJECT_SOCKET)
        links_forget(fd);
    descriptors_close(fd);
    told_leave(&step, 0);
    return close(fd);
}

WRAPPED(int, close, int fd)
{
    if (runner_self)
        gate_only_live("close");
    return moving_close(fd, PLACE);
}

/* Over another: that is closed with it, without a step of its own. */
static int duplicate(int fd, int result, uintptr_t place)
{
    if (result < 0 || result == fd)
        return result;
    uint32_t object = descriptors_object(fd), before = descriptors_object(result);
    enum object_kind kind = descriptors_kind(fd), kind_before = descriptors_kind(result);
    descriptors_open(result, object, kind);
    enum act act = object ? told_acts(kind)->dup : before ? told_acts(kind_before)->close : ACT_NONE;
    if (act == ACT_NONE)
        return result;
    struct step step = gate_step(act, object ? object : before, place);
    step.other = (uint32_t)(object ? fd : result);
    told_enter(&step);
    return (int)told_leave(&step, result);
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
