/* told.c — see told.h. */
#include "runtime/calls/told.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "runtime/carrier/descriptors.h"
#include "runtime/carrier/family.h"

enum { FD_SHIFT = 3, FRESH_SHIFT = 24 };

static const struct acts acts[OBJECT_KINDS] = {
    [OBJECT_PIPE] = { ACT_PIPE_READ, ACT_PIPE_TRYREAD, ACT_PIPE_WRITE, ACT_PIPE_TRYWRITE, ACT_PIPE_CLOSE, ACT_PIPE_DUP },
    [OBJECT_SOCKET] = { ACT_SOCKET_READ, ACT_SOCKET_TRYREAD, ACT_SOCKET_WRITE, ACT_SOCKET_TRYWRITE, ACT_SOCKET_CLOSE, ACT_SOCKET_DUP },
    [OBJECT_NOTICE] = { ACT_NOTICE_READ, ACT_NOTICE_TRYREAD, ACT_NOTICE_WRITE, ACT_NOTICE_TRYWRITE, ACT_NOTICE_CLOSE, ACT_NOTICE_DUP },
    [OBJECT_WATCH] = { .close = ACT_WATCH_CLOSE },
    [OBJECT_QUEUE] = { .close = ACT_QUEUE_CLOSE },
};

const struct acts *told_acts(enum object_kind kind)
{
    return &acts[kind < OBJECT_KINDS ? kind : OBJECT_NONE];
}

bool told_hidden(void)
{
    return runner_self && runner_self->hidden > 0;
}

bool told_ready(int fd, short events)
{
    struct pollfd one = { .fd = fd, .events = events };
    int error = errno;
    bool ready = poll(&one, 1, 0) == 1;
    errno = error;
    return ready;
}

bool told_blocks(int fd, int flags)
{
    int error = errno, set = fcntl(fd, F_GETFL);
    errno = error;
    return !(flags & MSG_DONTWAIT) && (set < 0 || !(set & O_NONBLOCK));
}

void told_enter(struct step *step)
{
    int error = errno;
    gate_enter(step);
    errno = error;
}

ssize_t told_leave(struct step *step, ssize_t result)
{
    int error = errno;
    gate_leave(step, result < 0 ? -error : result);
    errno = error;
    return result;
}

void told_rest(bool begins)
{
    struct step rest = { .phase = PHASE_REST, .value = begins };
    int error = errno;
    if (runner_self)
        carrier->record(runner_self, &rest);
    errno = error;
}

void told_say(struct step *step, int64_t result)
{
    int error = errno;
    if (gate_enter(step))
        gate_leave(step, result);
    errno = error;
}

void told_name(uint32_t object, const char *name)
{
    struct step head = { .phase = PHASE_NAME, .object = object };
    int error = errno;
    gate_text(&head, name, strlen(name));
    errno = error;
}

/* Once there are several processes, another may have what this one has closed. */
static uint32_t number_for(enum object_kind kind, int fd, int32_t type)
{
    uint64_t mine = (uint64_t)(unsigned)fd << FD_SHIFT | (uint64_t)(unsigned)type << 1;
    bool alone = atomic_load(&family->processes) == 1;
    uint32_t object = alone ? object_live(kind, mine, NULL, type) : 0;
    if (object == 0 || descriptors_have(object))
        object = object_live(kind, mine | (uint64_t)(atomic_fetch_add(&family->made, 1) + 1) << FRESH_SHIFT, NULL, type);
    return object;
}

uint32_t told_object(enum object_kind kind, const char *word, int fd, int32_t type)
{
    char name[48];
    int error = errno;
    uint32_t object = number_for(kind, fd, type);
    if (family_self == 0)
        snprintf(name, sizeof name, "%s %d", word, fd);
    else
        snprintf(name, sizeof name, "%s %d of child %u", word, fd, (unsigned)family_self);
    told_name(object, name);
    descriptors_open(fd, object, kind);
    errno = error;
    return object;
}
