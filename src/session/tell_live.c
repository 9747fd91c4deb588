/* tell_live.c — what there is to say of processes and pipes; of sockets and the like: tell_outside.c. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "session/sentence.h"

void sentence_status(struct sentence *sentence, int status)
{
    const char *name = WIFSIGNALED(status) ? sigabbrev_np(WTERMSIG(status)) : NULL;
    if (WIFSIGNALED(status))
        sentence_add(sentence, "killed by SIG%s", name ? name : "?");
    else if (WIFSTOPPED(status))
        sentence_add(sentence, "stopped");
    else
        sentence_add(sentence, "exit status %d", WEXITSTATUS(status));
}

static void add_process(struct sentence *sentence, const struct tell *tell, uint16_t process)
{
    const struct world *world = session_world(tell->session);
    if (process == 0)
        sentence_add(sentence, "main");
    else if (process < STEP_PROCESSES && world->process[process])
        sentence_object(sentence, tell, world->process[process]);
    else
        sentence_add(sentence, "child %u", process);
}

/* "main, `child 1` and `child 2` itself": who keeps an end open, and so keeps the others, or itself, waiting. */
void sentence_holders(struct sentence *sentence, const struct tell *tell, uint32_t pipe, enum pipe_end end, uint16_t self)
{
    const struct world *world = session_world(tell->session);
    unsigned left = world_open(world, pipe, end, ALL_PROCESSES);
    for (uint16_t p = 0; p < STEP_PROCESSES && left > 0; p++) {
        if (world_open(world, pipe, end, p) == 0)
            continue;
        add_process(sentence, tell, p);
        sentence_add(sentence, p == self ? " itself" : "");
        left--;
        sentence_add(sentence, left > 1 ? ", " : left == 1 ? " and " : "");
    }
}

void tell_live_child(struct sentence *sentence, const struct step *step)
{
    bool known = step->phase == PHASE_DONE && step->other < STEP_PROCESSES;
    if (known)
        sentence_add(sentence, " child %u", step->other);
    else
        sentence_add(sentence, " a child");
}

static bool is_pair(const struct tell *tell, uint32_t pipe)
{
    return session_world(tell->session)->object[pipe % WORLD_OBJECTS].type == PIPE_PAIR;
}

/* The line is the waiter's, not that of who has the end open: so it stands before those. */
static bool add_open(struct sentence *sentence, const struct tell *tell, const struct step *about, enum pipe_end end)
{
    const struct world *world = session_world(tell->session);
    if (is_pair(tell, about->object) || world_open(world, about->object, end, ALL_PROCESSES) == 0)
        return false;
    sentence_line(sentence, tell, about->place);
    sentence_add(sentence, ", whose %s end is open in ", end == PIPE_READS ? "reading" : "writing");
    sentence_holders(sentence, tell, about->object, end, world->thread[about->thread].process);
    return true;
}

bool tell_is_live(const struct step *step)
{
    return act_object(step->act) >= OBJECT_PROCESS || (act_traits(step->act) & ACT_OUTSIDE);
}

bool tell_live_reason(struct sentence *sentence, const struct tell *tell, const struct step *about)
{
    enum object_kind kind = act_object(about->act);
    if (kind != OBJECT_PROCESS && kind != OBJECT_PIPE) {
        tell_outside_reason(sentence, tell, about);
        return false;
    }
    switch (about->act) {
    case ACT_WAIT_CHILD:
        sentence_object(sentence, tell, about->object);
        sentence_add(sentence, " to end");
        break;
    case ACT_WAIT_ANY:
        sentence_add(sentence, "a child to end");
        break;
    case ACT_PIPE_OPEN:
        sentence_add(sentence, "someone to open the %s end of ", about->other == PIPE_READS ? "writing" : "reading");
        sentence_object(sentence, tell, about->object);
        break;
    case ACT_PIPE_WRITE:
        sentence_add(sentence, "room in ");
        sentence_object(sentence, tell, about->object);
        return add_open(sentence, tell, about, PIPE_READS);
    default:
        sentence_add(sentence, "bytes in ");
        sentence_object(sentence, tell, about->object);
        return add_open(sentence, tell, about, PIPE_WRITES);
    }
    return false;
}

void sentence_error(struct sentence *sentence, int32_t result)
{
    switch (-result) {
    case EAGAIN:
        sentence_add(sentence, ": not now, it would have to wait");
        break;
    case ENOMSG:
        sentence_add(sentence, ": there is none");
        break;
    case EINTR:
        sentence_add(sentence, ": interrupted by a signal");
        break;
    case ETIMEDOUT:
        sentence_add(sentence, ": its time ran out");
        break;
    case EINPROGRESS:
        sentence_add(sentence, ": it has begun");
        break;
    case EPIPE:
        sentence_add(sentence, ": nobody can read it any more");
        break;
    default:
        sentence_add(sentence, ": refused, %s", strerror(-result));
    }
}

static void add_moved(struct sentence *sentence, const struct step *step)
{
    bool reads = step->act == ACT_PIPE_READ || step->act == ACT_PIPE_TRYREAD;
    if (reads && step->result == 0)
        sentence_add(sentence, ": end of file, nobody can write any more");
    else
        sentence_add(sentence, ": %d byte%s", step->result, step->result == 1 ? "" : "s");
}

static void add_waited(struct sentence *sentence, const struct tell *tell, const struct step *step)
{
    if (step->result == ECHILD) {
        sentence_add(sentence, ": it has none");
    } else if (step->result != 0) {
        sentence_add(sentence, ": %s", strerror(step->result));
    } else if (step->other >= STEP_PROCESSES) {
        sentence_add(sentence, step->act == ACT_TRYWAIT ? ": not yet" : "");
    } else {
        sentence_add(sentence, ": ");
        if (step->act != ACT_WAIT_CHILD) {
            add_process(sentence, tell, (uint16_t)step->other);
            sentence_add(sentence, ", ");
        }
        sentence_status(sentence, (int)step->value);
    }
}

static void add_transferred(struct sentence *sentence, const struct step *step)
{
    unsigned long long bytes = step->value;
    if (step->act == ACT_TRANSFER_END && step->result >= 0)
        sentence_add(sentence, ": status %d, after %.1f ms", step->result, step->other / 1000.0);
    else if (step->act == ACT_TRANSFER_END)
        sentence_add(sentence, ": %s, after %.1f ms", strerror(-step->result), step->other / 1000.0);
    else if (step->act == ACT_TRANSFER_RECEIVE && bytes > 0)
        sentence_add(sentence, ": %llu byte%s so far", bytes, bytes == 1 ? "" : "s");
    else if (step->act == ACT_PROGRESS)
        sentence_add(sentence, ": %llu of %u", bytes, step->other);
}

static bool is_refused(const struct step *step)
{
    bool answers = act_object(step->act) == OBJECT_PIPE || step->act == ACT_EXEC || step->act == ACT_KILL;
    return answers && step->result < 0 && step->result != STEP_UNDECIDED;
}

static void add_signal(struct sentence *sentence, int number)
{
    const char *name = sigabbrev_np(number);
    if (name)
        sentence_add(sentence, ": SIG%s", name);
    else if (number == 0)
        sentence_add(sentence, ": 0, which only asks whether it is there");
    else
        sentence_add(sentence, ": number %d", number);
}

/* Which end an open descriptor was, is known from the world only as long as it is open: the step tells what it needs itself. */
bool tell_live_result(struct sentence *sentence, const struct tell *tell, const struct step *step)
{
    if (is_refused(step)) {
        sentence_error(sentence, step->result);
        return true;
    }
    switch (step->act) {
    case ACT_WAIT_CHILD: case ACT_WAIT_ANY: case ACT_TRYWAIT:
        add_waited(sentence, tell, step);
        return true;
    case ACT_QUIT:
        sentence_add(sentence, ": ");
        sentence_status(sentence, (int)step->value);
        return true;
    case ACT_DIE: case ACT_KILL:
        add_signal(sentence, step->act == ACT_DIE ? WTERMSIG((int)step->value) : (int)step->value);
        return true;
    case ACT_PIPE_READ: case ACT_PIPE_TRYREAD: case ACT_PIPE_WRITE: case ACT_PIPE_TRYWRITE:
        add_moved(sentence, step);
        return true;
    case ACT_PIPE_CLOSE:
        sentence_add(sentence, ": descriptor %u", step->other);
        return true;
    case ACT_PIPE_MAKE:
        if (step->value != 0)
            sentence_add(sentence, ": descriptors %u and %u", (unsigned)(uint32_t)step->value, (unsigned)(step->value >> 32));
        return true;
    case ACT_PIPE_OPEN:
        sentence_add(sentence, step->other == PIPE_READS ? " to read" : step->other == PIPE_WRITES ? " to write" : "");
        sentence_add(sentence, ": descriptor %d", step->result);
        return true;
    case ACT_PIPE_DUP:
        sentence_add(sentence, ": %u as %d", step->other, step->result);
        return true;
    case ACT_TRANSFER_QUEUE: case ACT_TRANSFER_LOOKUP: case ACT_TRANSFER_CONNECT: case ACT_TRANSFER_WAIT: case ACT_TRANSFER_RECEIVE:
    case ACT_TRANSFER_END: case ACT_PROGRESS:
        add_transferred(sentence, step);
        return true;
    default:
        return act_object(step->act) == OBJECT_PROCESS || act_object(step->act) == OBJECT_PIPE || tell_outside_result(sentence, tell, step);
    }
}
