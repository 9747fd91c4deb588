/* queues.c — message queues (mq_overview(7)): steps of a live run; on fibers only named. Their names carry the mark of this run, as
 * those under /dev/shm do, and the keeper removes what is left of them. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <mqueue.h>
#include <stdio.h>
#include <string.h>

#include "runtime/calls/calls.h"
#include "runtime/calls/maps.h"
#include "runtime/calls/told.h"
#include "runtime/carrier/descriptors.h"

/* What is no name of a queue stays none. */
static const char *marked_name(const char *name, char *out, size_t room)
{
    return name[0] == '/' && strnlen(name, room) < room ? maps_mark(name, out, room) : name;
}

static uint64_t key_of(const char *name)
{
    uint64_t key = 0xCBF29CE484222325ull;
    for (; *name; name++)
        key = (key ^ (unsigned char)*name) * 0x100000001B3ull;
    return key;
}

static uint32_t object_of(const char *marked, const char *name)
{
    int error = errno;
    uint32_t object = object_live(OBJECT_QUEUE, key_of(marked), NULL, 0);
    told_name(object, name);
    errno = error;
    return object;
}

/* A name that already is there stays what it was: of another run it cannot be. */
static mqd_t open_marked(const char *marked, int flags, mode_t mode, struct mq_attr *wanted)
{
    if (flags & O_CREAT) {
        int error = errno;
        maps_note_queue(marked);
        errno = error;
        return mq_open(marked, flags, mode, wanted);
    }
    return mq_open(marked, flags);
}

static mqd_t open_queue(const char *name, int flags, mode_t mode, struct mq_attr *wanted, uintptr_t place)
{
    char text[NAME_MAX];
    struct mq_attr attributes = { 0 };
    const char *marked = marked_name(name, text, sizeof text);
    struct step step = gate_step(ACT_QUEUE_OPEN, object_of(marked, name), place);
    told_enter(&step);
    mqd_t queue = open_marked(marked, flags, mode, wanted);
    int error = errno;
    if (queue >= 0 && mq_getattr(queue, &attributes) == 0)
        step.value = (uint32_t)attributes.mq_maxmsg | (uint64_t)attributes.mq_msgsize << 32;
    if (queue >= 0)
        descriptors_open(queue, step.object, OBJECT_QUEUE);
    errno = error;
    return (mqd_t)told_leave(&step, queue);
}

WRAPPED(mqd_t, mq_open, const char *name, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
    struct mq_attr *wanted = flags & O_CREAT ? va_arg(arguments, struct mq_attr *) : NULL;
    va_end(arguments);
    if (!runner_self)
        return flags & O_CREAT ? mq_open(name, flags, mode, wanted) : mq_open(name, flags);
    gate_only_live("mq_open");
    return open_queue(name, flags, mode, wanted, PLACE);
}

WRAPPED(int, mq_unlink, const char *name)
{
    char text[NAME_MAX];
    if (!runner_self)
        return mq_unlink(name);
    gate_only_live("mq_unlink");
    const char *marked = marked_name(name, text, sizeof text);
    struct step step = gate_step(ACT_QUEUE_REMOVE, object_of(marked, name), PLACE);
    told_enter(&step);
    return (int)told_leave(&step, mq_unlink(marked));
}

WRAPPED(int, mq_close, mqd_t queue)
{
    uint32_t object = descriptors_object(queue);
    if (!runner_self)
        return mq_close(queue);
    gate_only_live("mq_close");
    if (object == 0 || descriptors_kind(queue) != OBJECT_QUEUE)
        return mq_close(queue);
    struct step step = gate_step(ACT_QUEUE_CLOSE, object, PLACE);
    step.other = (uint32_t)queue;
    told_enter(&step);
    descriptors_close(queue);
    told_leave(&step, 0);           /* before another thread is given the same descriptor */
    return mq_close(queue);
}

/* ---- messages ---- */

static bool begin(struct step *step, const char *call, mqd_t queue, enum act act, enum act trying, short events, uintptr_t place)
{
    gate_only_live(call);
    if (descriptors_kind(queue) != OBJECT_QUEUE)
        return false;
    bool waits = told_blocks(queue, 0);
    *step = gate_step(waits ? act : trying, descriptors_object(queue), place);
    if (waits && told_ready(queue, events))
        step->size = WAIT_OVER;
    return true;
}

static int send_one(const char *call, mqd_t queue, const char *text, size_t size, unsigned priority, const struct timespec *until,
                    uintptr_t place)
{
    struct step step;
    if (!runner_self || !begin(&step, call, queue, until ? ACT_QUEUE_TIMEDSEND : ACT_QUEUE_SEND, ACT_QUEUE_TRYSEND, POLLOUT, place))
        return until ? mq_timedsend(queue, text, size, priority, until) : mq_send(queue, text, size, priority);
    step.value = priority;
    told_enter(&step);
    int result = until ? mq_timedsend(queue, text, size, priority, until) : mq_send(queue, text, size, priority);
    return told_leave(&step, result == 0 ? (ssize_t)size : -1) < 0 ? -1 : 0;
}

static ssize_t receive_one(const char *call, mqd_t queue, char *text, size_t size, unsigned *priority, const struct timespec *until,
                           uintptr_t place)
{
    struct step step;
    unsigned got = 0;
    if (!runner_self
        || !begin(&step, call, queue, until ? ACT_QUEUE_TIMEDRECEIVE : ACT_QUEUE_RECEIVE, ACT_QUEUE_TRYRECEIVE, POLLIN, place))
        return until ? mq_timedreceive(queue, text, size, priority, until) : mq_receive(queue, text, size, priority);
    told_enter(&step);
    ssize_t result = until ? mq_timedreceive(queue, text, size, &got, until) : mq_receive(queue, text, size, &got);
    if (priority && result >= 0)
        *priority = got;
    step.value = got;
    return told_leave(&step, result);
}

WRAPPED(int, mq_send, mqd_t queue, const char *text, size_t size, unsigned priority)
{
    return send_one("mq_send", queue, text, size, priority, NULL, PLACE);
}

WRAPPED(int, mq_timedsend, mqd_t queue, const char *text, size_t size, unsigned priority, const struct timespec *until)
{
    return send_one("mq_timedsend", queue, text, size, priority, until, PLACE);
}

WRAPPED(ssize_t, mq_receive, mqd_t queue, char *text, size_t size, unsigned *priority)
{
    return receive_one("mq_receive", queue, text, size, priority, NULL, PLACE);
}

WRAPPED(ssize_t, mq_timedreceive, mqd_t queue, char *text, size_t size, unsigned *priority, const struct timespec *until)
{
    return receive_one("mq_timedreceive", queue, text, size, priority, until, PLACE);
}
