/* tell_step.c — what a thread has just done, as a sentence and as a lane's mark. Most sentences come from the phrases of
 * trace/kinds.h, put into the third person; here stands only what a result adds. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "session/sentence.h"
#include "session/structures.h"

/* What lanes call an act; the rest use the first word of the phrase. */
static const char *const marks[ACTS] = {
    [ACT_READ] = "R", [ACT_WRITE] = "W", [ACT_ATOMIC_LOAD] = "load", [ACT_ATOMIC_STORE] = "store",
    [ACT_ATOMIC_UPDATE] = "update", [ACT_MUTEX_INIT] = "init", [ACT_RWLOCK_INIT] = "init", [ACT_SPIN_INIT] = "init",
    [ACT_COND_INIT] = "init", [ACT_BARRIER_INIT] = "init", [ACT_SEM_INIT] = "init", [ACT_TRYLOCK] = "try",
    [ACT_TIMEDLOCK] = "lock", [ACT_RDLOCK] = "rdlock", [ACT_TRYRDLOCK] = "try rd", [ACT_TIMEDRDLOCK] = "rdlock",
    [ACT_WRLOCK] = "wrlock", [ACT_TRYWRLOCK] = "try wr", [ACT_TIMEDWRLOCK] = "wrlock", [ACT_SPIN_TRYLOCK] = "try",
    [ACT_SEM_WAIT] = "take", [ACT_SEM_TRYWAIT] = "try", [ACT_SEM_TIMEDWAIT] = "take", [ACT_SEM_POST] = "give",
    [ACT_ONCE_ENTER] = "once", [ACT_ONCE_LEAVE] = "done", [ACT_TESTCANCEL] = "cancelled?", [ACT_MALLOC] = "malloc",
    [ACT_FREE] = "free", [ACT_EXIT] = "exit", [ACT_EXEC] = "exec", [ACT_QUIT] = "exit", [ACT_DIE] = "killed",
    [ACT_TRYWAIT] = "try wait", [ACT_KILL] = "kill", [ACT_PIPE_TRYREAD] = "try read", [ACT_PIPE_TRYWRITE] = "try write",
    [ACT_PIPE_DUP] = "dup", [ACT_PIPE_POLL] = "poll", [ACT_PIPE_TRYPOLL] = "poll",
    [ACT_SOCKET_BIND] = "bind", [ACT_SOCKET_TRYACCEPT] = "try accept", [ACT_SOCKET_TRYCONNECT] = "connect",
    [ACT_SOCKET_TRYREAD] = "try receive", [ACT_SOCKET_TRYWRITE] = "try send", [ACT_SOCKET_SHUTDOWN] = "shutdown",
    [ACT_SOCKET_DUP] = "dup", [ACT_SOCKET_POLL] = "poll", [ACT_SELECT] = "select", [ACT_TRYSELECT] = "select",
    [ACT_WATCH_CHANGE] = "watch", [ACT_WATCH_WAIT] = "wait", [ACT_WATCH_TRYWAIT] = "look at", [ACT_NOTICE_TRYREAD] = "try read",
    [ACT_NOTICE_TRYWRITE] = "try add", [ACT_NOTICE_DUP] = "dup", [ACT_QUEUE_TRYSEND] = "try send",
    [ACT_QUEUE_TRYRECEIVE] = "try receive", [ACT_AWAIT_NETWORK] = "await", [ACT_AWAIT_SIGNAL] = "pause", [ACT_ALARM] = "alarm",
    [ACT_TRANSFER_QUEUE] = "queue", [ACT_TRANSFER_WAIT] = "ask", [ACT_PROGRESS] = "progress",
};

static bool is_access(const struct step *step)
{
    return act_traits(step->act) & (ACT_READS | ACT_WRITES);
}

static bool is_thread_act(const struct step *step)
{
    return act_object(step->act) == OBJECT_THREAD;
}

/* "try to lock" → "tries to lock": the first word gets its ending. */
static void third_person(const char *phrase, char *out, size_t room)
{
    size_t verb = strcspn(phrase, " ,");
    bool consonant_y = verb > 1 && phrase[verb - 1] == 'y' && !strchr("aeiou", phrase[verb - 2]);
    bool hisses = verb > 1 && phrase[verb - 1] == 'h' && strchr("cs", phrase[verb - 2]);
    if (consonant_y)
        snprintf(out, room, "%.*sies%s", (int)verb - 1, phrase, phrase + verb);
    else
        snprintf(out, room, "%.*s%s%s", (int)verb, phrase, hisses ? "es" : "s", phrase + verb);
}

static void add_access(struct sentence *sentence, const struct tell *tell, const struct step *step)
{
    if (step->act == ACT_ATOMIC_UPDATE && step->result) {
        sentence_add(sentence, ": it is ");
        sentence_value(sentence, tell, step);
        sentence_add(sentence, ", not what was expected; left as it is");
        return;
    }
    if (step_is_unseen(step))
        return;
    sentence_add(sentence, (act_traits(step->act) & ACT_WRITES) ? " = " : ": ");
    sentence_value(sentence, tell, step);
}

/* What the call answered, where that is worth a word: other results than error numbers are not meant here. */
static const char *answer(const struct step *step)
{
    enum object_kind kind = act_object(step->act);
    if (kind == OBJECT_NONE || kind == OBJECT_OUTPUT || kind == OBJECT_ONCE || kind == OBJECT_VARIABLE || tell_is_live(step))
        return "";
    switch (step->result) {
    case EBUSY:
        return ": it is taken";
    case EAGAIN:
        return step->act == ACT_SEM_TRYWAIT ? ": there is none" : ": no room for another";
    case ETIMEDOUT:
        return ": its time ran out";
    case EDEADLK:
        return ": refused, it would wait for itself for ever";
    case EPERM:
        return ": refused, it does not hold it";
    case ESRCH:
        return ": there is no such thread";
    case EINVAL:
        return ": refused, that is not valid";
    case EOWNERDEAD:
        return ": its last owner ended while it held it";
    default:
        return "";
    }
}

/* On real threads it is the kernel that wakes somebody, and does not say whom. */
static bool knows_woken(const struct tell *tell)
{
    return session_carrier(tell->session) == CARRIER_FIBER;
}

static void add_result(struct sentence *sentence, const struct tell *tell, const struct step *step)
{
    if (tell_live_result(sentence, tell, step))
        return;
    if ((step->act == ACT_SIGNAL || step->act == ACT_BROADCAST) && !knows_woken(tell))
        return;
    switch (step->act) {
    case ACT_SIGNAL:
        if (step->value == NOBODY) {
            sentence_add(sentence, ": nobody waits, the signal is lost");
        } else {
            sentence_add(sentence, ": wakes ");
            sentence_actor(sentence, tell, (uint16_t)step->value);
        }
        break;
    case ACT_BROADCAST:
        if (step->value == 0)
            sentence_add(sentence, ": nobody waits, it is lost");
        else
            sentence_add(sentence, ": wakes %u", (unsigned)step->value);
        break;
    case ACT_BARRIER_WAIT:
        if (step->result == -1)
            sentence_add(sentence, " as the last: it opens");
        break;
    case ACT_COND_WAKE:
        if (step->way == WAY_SPURIOUS)
            sentence_add(sentence, ", though nobody has signalled");
        else
            sentence_add(sentence, "%s", answer(step));
        break;
    case ACT_ONCE_ENTER:
        sentence_add(sentence, step->result == 1 ? ": it is the first" : ": it has run");
        break;
    case ACT_SEM_GETVALUE:
        sentence_add(sentence, ": %llu", (unsigned long long)step->value);
        break;
    default:
        sentence_add(sentence, "%s", answer(step));
    }
}

/* The bytes that the step at the cursor printed are the last of what has been printed; of other steps they are not known, and
 * of real threads neither: their output comes by a way of its own. */
static void add_printed(struct sentence *sentence, const struct tell *tell, const struct step *step)
{
    size_t length;
    if (session_carrier(tell->session) != CARRIER_FIBER)
        return;
    const char *output = session_output(tell->session, &length);
    const struct step *latest = session_step(tell->session, session_cursor(tell->session));
    if (!latest || latest->serial != step->serial || latest->thread != step->thread || step->value > length)
        return;
    sentence_add(sentence, ": \"");
    for (const char *at = output + length - step->value; at < output + length; at++) {
        if (*at == '\n' && at + 1 == output + length)
            break;
        if (*at == '\r')
            continue;
        if (*at == '\n')
            sentence_add(sentence, "\\n");
        else
            sentence_add(sentence, "%c", (unsigned char)*at < ' ' || *at == 127 ? '?' : *at);
    }
    sentence_add(sentence, "\"");
}

static void add_where(struct sentence *sentence, const struct tell *tell, uint64_t place)
{
    struct place where;
    if (place == 0 || !session_place(tell->session, place, &where) || where.line <= 0)
        return;
    const char *slash = strrchr(where.file, '/');
    sentence_add(sentence, " (%s:%d)", slash ? slash + 1 : where.file, where.line);
}

const char *tell_step(const struct tell *tell, const struct step *step, char *out, size_t room)
{
    char phrase[120];
    struct sentence sentence = sentence_begin(out, room);
    bool to_nobody = step->act == ACT_KILL && step->result == -ESRCH;
    third_person(to_nobody ? "send nobody a signal" : act_phrase(step->act), phrase, sizeof phrase);
    sentence_actor(&sentence, tell, step->thread);
    sentence_add(&sentence, " ");
    sentence_phrase(&sentence, tell, step, phrase);
    if (is_access(step))
        add_access(&sentence, tell, step);
    else
        add_result(&sentence, tell, step);
    if (step->act == ACT_PRINT)
        add_printed(&sentence, tell, step);
    uint64_t place = step->act == ACT_SWITCH ? structures_own_place(tell->session, step) : step->place;
    if (step->act == ACT_SWITCH && structures_is_kit(tell->session, place))
        sentence_add(&sentence, structures_loop_switches(tell->session, step) ? "" : ": its function is over");
    else
        add_where(&sentence, tell, place);
    return out;
}

/* Done: "R share 0", "W share 1". Still to come: a read says nothing of its value; a write says what the thread itself has
 * read, for that is what it builds upon, whatever the variable has become since. */
static void mark_access(struct sentence *sentence, const struct tell *tell, const struct step *step)
{
    uint32_t read;
    if (step_is_unseen(step))
        return;
    if (step->phase != PHASE_ABOUT) {
        sentence_add(sentence, " ");
        sentence_value(sentence, tell, step);
        if (step->act == ACT_ATOMIC_UPDATE && step->result)
            sentence_add(sentence, tell->ascii ? " no" : " ✗");
        return;
    }
    bool only_writes = (act_traits(step->act) & (ACT_READS | ACT_WRITES)) == ACT_WRITES;
    if (!only_writes || !tell_last_read(tell, step->thread, step->object, session_cursor(tell->session) + 1, &read))
        return;
    sentence_add(sentence, " (read ");
    sentence_value(sentence, tell, session_step(tell->session, read));
    sentence_add(sentence, ")");
}

/* Calls of live runs answer with a negative error number, where they answer with more than that at all. */
static bool is_in_vain(const struct step *step)
{
    return tell_is_live(step) && step->result < 0 && step->result != STEP_UNDECIDED;
}

static void mark_word(struct sentence *sentence, const struct step *step)
{
    const char *phrase = act_phrase(step->act);
    if (marks[step->act % ACTS])
        sentence_add(sentence, "%s", marks[step->act % ACTS]);
    else
        sentence_add(sentence, "%.*s", (int)strcspn(phrase, " ,"), phrase);
}

/* "→ ping": the arrow for where it goes, or comes back to. */
static void mark_switch(struct sentence *sentence, const struct tell *tell, const struct step *step)
{
    char name[64];
    enum switched to = structures_switched(tell->session, step, name, sizeof name);
    const char *back = tell->ascii ? "<-" : "↩";
    if (to == SWITCHED_LOOP)
        sentence_add(sentence, "%s loop", back);
    else if (to == SWITCHED_OWN)
        sentence_add(sentence, "%s %s", back, step->thread == 0 ? "main" : tell_thread(tell, step->thread, name, sizeof name));
    else
        sentence_add(sentence, "%s %s", tell->ascii ? "->" : "→", *name ? name : "stack");
}

const char *tell_mark(const struct tell *tell, const struct step *step, char *out, size_t room)
{
    char name[96];
    struct sentence sentence = sentence_begin(out, room);
    if (step->act == ACT_SWITCH) {
        mark_switch(&sentence, tell, step);
        return out;
    }
    mark_word(&sentence, step);
    if (is_thread_act(step)) {
        uint16_t other = (uint16_t)step->other;
        if (step->act == ACT_CREATE && step->phase == PHASE_ABOUT)
            other = session_world(tell->session)->threads;
        sentence_add(&sentence, "%s", other == 0 ? " main" : tell_thread(tell, other, name, sizeof name));
        return out;
    }
    enum object_kind kind = act_object(step->act);
    if (step->act == ACT_WAIT_ANY || step->act == ACT_TRYWAIT)
        tell_live_child(&sentence, step);
    else if (kind != OBJECT_NONE && kind != OBJECT_OUTPUT)
        sentence_add(&sentence, " %s", session_object_name(tell->session, step->object, name, sizeof name));
    if (is_access(step)) {
        mark_access(&sentence, tell, step);
    } else if (step->phase != PHASE_ABOUT && (step->act != ACT_SIGNAL || knows_woken(tell))) {
        if (step->act == ACT_SIGNAL && step->value != NOBODY)
            sentence_add(&sentence, "%s%s", tell->ascii ? "->" : "→",
                         tell_thread(tell, (uint16_t)step->value, name, sizeof name));
        else if ((step->act == ACT_SIGNAL && step->value == NOBODY) || *answer(step) || is_in_vain(step))
            sentence_add(&sentence, tell->ascii ? " no" : " ✗");
    }
    return out;
}
