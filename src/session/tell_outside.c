/* tell_outside.c — what there is to say of sockets, descriptor sets, event descriptors, message queues, and of waiting for the
 * world outside. */
#include <errno.h>
#include <signal.h>
#include <string.h>

#include "session/sentence.h"

static const struct world_object *object_of(const struct tell *tell, const struct step *step)
{
    return &session_world(tell->session)->object[step->object % WORLD_OBJECTS];
}

/* ---- waiting ---- */

/* From whom, when the other end is the program's own. */
static void add_other_end(struct sentence *sentence, const struct tell *tell, const struct step *about)
{
    const struct world *world = session_world(tell->session);
    uint32_t other = object_of(tell, about)->limit;
    if (other == 0 || object_of(tell, about)->depth != SOCKET_CONNECTED)
        return;
    sentence_add(sentence, ", whose other end is ");
    sentence_object(sentence, tell, other);
    if (world_open(world, other, PIPE_BOTH, ALL_PROCESSES) == 0 || world->process[0] == 0)
        return;
    sentence_add(sentence, " in ");
    sentence_holders(sentence, tell, other, PIPE_BOTH, world->thread[about->thread].process);
}

static void add_socket(struct sentence *sentence, const struct tell *tell, const struct step *about)
{
    const char *what = about->act == ACT_SOCKET_WRITE ? "room to send to " : about->act == ACT_SOCKET_CONNECT ? "an answer for " : "bytes at ";
    bool accepts = about->act == ACT_SOCKET_ACCEPT || object_of(tell, about)->depth == SOCKET_LISTENS;
    sentence_add(sentence, "%s", accepts ? "someone to connect to " : what);
    sentence_object(sentence, tell, about->object);
    add_other_end(sentence, tell, about);
}

static void add_notice(struct sentence *sentence, const struct tell *tell, const struct step *about)
{
    int type = object_of(tell, about)->type;
    sentence_add(sentence, "%s", type == NOTICE_CLOCK ? "the time of " : type == NOTICE_SIGNAL ? "a signal at " : "someone to add to ");
    sentence_object(sentence, tell, about->object);
}

static void add_queue(struct sentence *sentence, const struct tell *tell, const struct step *about)
{
    bool sends = about->act == ACT_QUEUE_SEND || about->act == ACT_QUEUE_TIMEDSEND;
    bool wants = !sends && object_of(tell, about)->type == QUEUE_BY_TYPE && (int64_t)about->value > 0;
    if (wants)
        sentence_add(sentence, "a message of type %u in ", (unsigned)about->value);
    else
        sentence_add(sentence, "%s", sends ? "room in " : "a message in ");
    sentence_object(sentence, tell, about->object);
}

/* "`socket 4`, `epoll 5` and 2 more": what a set watches. */
static void add_watched(struct sentence *sentence, const struct tell *tell, uint32_t set)
{
    enum { NAMED = 3 };
    const struct world *world = session_world(tell->session);
    unsigned count = 0;
    for (unsigned k = 0; k < world->watches; k++) {
        if (world->watched[k].set != set || ++count > NAMED)
            continue;
        sentence_add(sentence, "%s", count == 1 ? ": " : ", ");
        if (world->watched[k].object)
            sentence_object(sentence, tell, world->watched[k].object);
        else
            sentence_add(sentence, "descriptor %d", world->watched[k].descriptor);
    }
    if (count > NAMED)
        sentence_add(sentence, " and %u more", count - NAMED);
}

void tell_outside_reason(struct sentence *sentence, const struct tell *tell, const struct step *about)
{
    switch (act_object(about->act)) {
    case OBJECT_SOCKET:
        add_socket(sentence, tell, about);
        return;
    case OBJECT_NOTICE:
        add_notice(sentence, tell, about);
        return;
    case OBJECT_QUEUE:
        add_queue(sentence, tell, about);
        return;
    case OBJECT_WATCH:
        sentence_add(sentence, "anything in ");
        sentence_object(sentence, tell, about->object);
        add_watched(sentence, tell, about->object);
        return;
    default:
        break;
    }
    if (about->act == ACT_DOWNLOAD || about->act == ACT_AWAIT_NETWORK)
        sentence_add(sentence, "the network");
    else if (about->act == ACT_AWAIT_SIGNAL)
        sentence_add(sentence, "a signal");
    else
        sentence_add(sentence, about->value == 0 ? "its time" : about->value == 1 ? "a descriptor" : "any of %u descriptors", (unsigned)about->value);
}

const char *tell_awaited(const struct tell *tell, enum act act, uint32_t object, uint16_t thread, char *out, size_t room)
{
    struct sentence sentence = sentence_begin(out, room);
    if (act == ACT_WAIT_ANY) {          /* its object is the process that waits */
        sentence_add(&sentence, "a child");
        return out;
    }
    if (object != 0)
        return session_object_name(tell->session, object, out, room);
    switch (act) {
    case ACT_DOWNLOAD: case ACT_AWAIT_NETWORK:
        sentence_add(&sentence, "network");
        return out;
    case ACT_AWAIT_SIGNAL:
        sentence_add(&sentence, "a signal");
        return out;
    case ACT_SELECT:
        sentence_add(&sentence, "descriptors");
        return out;
    default:
        return tell_thread(tell, thread, out, room);
    }
}

/* ---- what came of it ---- */

static void add_moved(struct sentence *sentence, const struct tell *tell, const struct step *step)
{
    bool reads = step->act == ACT_SOCKET_READ || step->act == ACT_SOCKET_TRYREAD;
    if (reads && step->result == 0 && object_of(tell, step)->type == SOCKET_STREAM)
        sentence_add(sentence, ": end of file, the other end sends no more");
    else
        sentence_add(sentence, ": %d byte%s", step->result, step->result == 1 ? "" : "s");
}

static void add_signal(struct sentence *sentence, uint64_t number)
{
    const char *name = sigabbrev_np((int)number);
    sentence_add(sentence, ": SIG%s", name ? name : "?");
}

static void add_socket_result(struct sentence *sentence, const struct tell *tell, const struct step *step)
{
    switch (step->act) {
    case ACT_SOCKET_READ: case ACT_SOCKET_TRYREAD: case ACT_SOCKET_WRITE: case ACT_SOCKET_TRYWRITE:
        add_moved(sentence, tell, step);
        break;
    case ACT_SOCKET_ACCEPT: case ACT_SOCKET_TRYACCEPT:
        sentence_add(sentence, ": ");
        sentence_object(sentence, tell, step->other);
        break;
    case ACT_SOCKET_BIND: case ACT_SOCKET_LISTEN:
        if (step->value != 0)
            sentence_add(sentence, ": port %u", (unsigned)step->value);
        break;
    case ACT_SOCKET_DUP:
        sentence_add(sentence, ": %u as %d", step->other, step->result);
        break;
    default:
        break;
    }
}

static void add_notice_result(struct sentence *sentence, const struct tell *tell, const struct step *step)
{
    bool reads = step->act == ACT_NOTICE_READ || step->act == ACT_NOTICE_TRYREAD;
    if (!reads && step->act != ACT_NOTICE_WRITE && step->act != ACT_NOTICE_TRYWRITE)
        return;
    if (object_of(tell, step)->type == NOTICE_SIGNAL)
        add_signal(sentence, step->value);
    else
        sentence_add(sentence, ": %llu", (unsigned long long)step->value);
}

static void add_queue_result(struct sentence *sentence, const struct tell *tell, const struct step *step)
{
    bool by_type = object_of(tell, step)->type == QUEUE_BY_TYPE;
    switch (step->act) {
    case ACT_QUEUE_OPEN:
        if (!by_type)
            sentence_add(sentence, ": room for %u messages", (unsigned)(uint32_t)step->value);
        break;
    case ACT_QUEUE_CLOSE: case ACT_QUEUE_REMOVE:
        break;
    default:
        sentence_add(sentence, ": %d byte%s, %s %u", step->result, step->result == 1 ? "" : "s", by_type ? "type" : "priority",
                     (unsigned)step->value);
    }
}

static void add_watch_result(struct sentence *sentence, const struct tell *tell, const struct step *step)
{
    if (step->act == ACT_WATCH_CHANGE && step->result == 0) {
        sentence_add(sentence, step->size ? ": watches " : ": no longer ");
        if (step->value)
            sentence_object(sentence, tell, (uint32_t)step->value);
        else
            sentence_add(sentence, "descriptor %u", step->other);
    } else if (step->act == ACT_WATCH_WAIT || step->act == ACT_WATCH_TRYWAIT) {
        sentence_add(sentence, step->result == 0 ? ": nothing is ready" : step->result == 1 ? ": one is ready" : ": %d are ready", step->result);
    }
}

static bool add_alone(struct sentence *sentence, const struct step *step)
{
    switch (step->act) {
    case ACT_SELECT: case ACT_TRYSELECT:
        sentence_add(sentence, step->result == 0 ? ": none is ready" : step->result == 1 ? ": one is ready" : ": %d are ready", step->result);
        return true;
    case ACT_DOWNLOAD:
        if (step->result != 0)
            sentence_add(sentence, ": error %d of libcurl", step->result);
        return true;
    case ACT_AWAIT_SIGNAL:
        if (step->value != 0)
            add_signal(sentence, step->value);
        return true;
    case ACT_ALARM:
        sentence_add(sentence, step->value == 0 ? ": off" : "");
        return true;
    case ACT_AWAIT_NETWORK:
        return true;
    default:
        return false;
    }
}

bool tell_outside_result(struct sentence *sentence, const struct tell *tell, const struct step *step)
{
    enum object_kind kind = act_object(step->act);
    bool failed = step->result < 0 && step->result != STEP_UNDECIDED;
    if (kind != OBJECT_NONE && kind < OBJECT_SOCKET)
        return false;
    if (failed && (kind != OBJECT_NONE || (act_traits(step->act) & ACT_OUTSIDE))) {
        sentence_error(sentence, step->result);
        return true;
    }
    switch (kind) {
    case OBJECT_SOCKET:
        add_socket_result(sentence, tell, step);
        return true;
    case OBJECT_NOTICE:
        add_notice_result(sentence, tell, step);
        return true;
    case OBJECT_QUEUE:
        add_queue_result(sentence, tell, step);
        return true;
    case OBJECT_WATCH:
        add_watch_result(sentence, tell, step);
        return true;
    default:
        return add_alone(sentence, step);
    }
}
