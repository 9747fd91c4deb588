/* msgqueues.c — System V's message queues (msgget(2), msgop(2)), which one takes messages out of by their type: steps of a live
 * run; on fibers only named. Their keys carry the mark of this run, and the keeper removes what is left of them. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>

#include "base/process.h"
#include "runtime/calls/calls.h"
#include "runtime/calls/maps.h"
#include "runtime/calls/told.h"
#include "runtime/carrier/family.h"

enum { ID_SHIFT = 1 };

/* Two runs never meet by a key, nor with anyone else. */
static key_t marked(key_t key)
{
    key_t mark = (key_t)((uint32_t)atomic_load(&family->keeper) * 2654435761u);
    return key == IPC_PRIVATE ? key : (key ^ mark) == IPC_PRIVATE ? mark : key ^ mark;
}

static uint32_t object_of(int queue)
{
    int error = errno;
    uint32_t object = object_live(OBJECT_QUEUE, (uint64_t)(unsigned)queue << ID_SHIFT | 1, NULL, QUEUE_BY_TYPE);
    errno = error;
    return object;
}

static void name_it(uint32_t object, key_t key)
{
    char name[32] = "private queue";
    if (key != IPC_PRIVATE)
        snprintf(name, sizeof name, "queue 0x%x", (unsigned)key);
    told_name(object, name);
}

static void note(int queue)
{
    char text[32];
    int error = errno;
    snprintf(text, sizeof text, PROCESS_QUEUE_ID "%d", queue);
    maps_note_queue(text);
    errno = error;
}

WRAPPED(int, msgget, key_t key, int flags)
{
    if (!runner_self)
        return msgget(key, flags);
    gate_only_live("msgget");
    int queue = msgget(marked(key), flags);
    if (queue < 0)
        return queue;
    if (key == IPC_PRIVATE || (flags & IPC_CREAT))
        note(queue);
    struct step step = gate_step(ACT_QUEUE_OPEN, object_of(queue), PLACE);
    name_it(step.object, key);
    told_say(&step, queue);
    return queue;
}

/* Would the system let it go now? Of what is to be received, only that nothing at all is there can be asked. */
static bool is_ready(int queue, size_t adds)
{
    struct msqid_ds about;
    int error = errno;
    bool known = msgctl(queue, IPC_STAT, &about) == 0;
    errno = error;
    return !known || (adds > 0 && about.__msg_cbytes + adds <= about.msg_qbytes);
}

WRAPPED(int, msgsnd, int queue, const void *message, size_t size, int flags)
{
    if (!runner_self)
        return msgsnd(queue, message, size, flags);
    gate_only_live("msgsnd");
    struct step step = gate_step(flags & IPC_NOWAIT ? ACT_QUEUE_TRYSEND : ACT_QUEUE_SEND, object_of(queue), PLACE);
    long type = 0;
    if (message)
        memcpy(&type, message, sizeof type);
    step.value = (uint32_t)type;
    step.size = is_ready(queue, size ? size : 1) ? WAIT_OVER : 0;
    told_enter(&step);
    int result = msgsnd(queue, message, size, flags);
    return told_leave(&step, result == 0 ? (ssize_t)size : -1) < 0 ? -1 : 0;
}

WRAPPED(ssize_t, msgrcv, int queue, void *message, size_t size, long wanted, int flags)
{
    if (!runner_self)
        return msgrcv(queue, message, size, wanted, flags);
    gate_only_live("msgrcv");
    struct step step = gate_step(flags & IPC_NOWAIT ? ACT_QUEUE_TRYRECEIVE : ACT_QUEUE_RECEIVE, object_of(queue), PLACE);
    long type = 0;
    step.value = (uint64_t)wanted;
    step.size = flags & (MSG_EXCEPT | MSG_COPY) || is_ready(queue, 0) ? WAIT_OVER : 0;
    told_enter(&step);
    ssize_t result = msgrcv(queue, message, size, wanted, flags);
    if (result >= 0)
        memcpy(&type, message, sizeof type);
    step.value = (uint32_t)type;
    return told_leave(&step, result);
}

WRAPPED(int, msgctl, int queue, int what, struct msqid_ds *about)
{
    if (!runner_self)
        return msgctl(queue, what, about);
    gate_only_live("msgctl");
    if (what != IPC_RMID)
        return msgctl(queue, what, about);
    struct step step = gate_step(ACT_QUEUE_REMOVE, object_of(queue), PLACE);
    told_enter(&step);
    return (int)told_leave(&step, msgctl(queue, what, about));
}
