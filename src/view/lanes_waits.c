/* lanes_waits.c — reconstructs past waiting: whoever waited was let go by a step of another, the last one that gives free
 * what was wanted. Before that, it was held since this thread came, or since someone took it meanwhile. */
#include "view/lanes_waits.h"

static bool frees(const struct step *step, const struct step *wanted)
{
    switch (step->act) {
    case ACT_END:
        return wanted->act == ACT_JOIN && wanted->other == step->thread;
    case ACT_COND_WAIT:
    case ACT_COND_TIMEDWAIT:
        return step->other == wanted->object || (wanted->act == ACT_COND_WAKE && step->other == wanted->other);
    case ACT_UNLOCK:
        return step->object == wanted->object || (wanted->act == ACT_COND_WAKE && step->object == wanted->other);
    case ACT_BARRIER_WAIT:
        return step->object == wanted->object && step->result == -1;
    case ACT_RWUNLOCK:
    case ACT_SPIN_UNLOCK:
    case ACT_SIGNAL:
    case ACT_BROADCAST:
    case ACT_SEM_POST:
    case ACT_ONCE_LEAVE:
        return step->object == wanted->object;
    default:
        return false;
    }
}

/* What only some threads can have at a time: it may have been taken while this one stood at its gate. */
static bool takes(const struct step *step, const struct step *wanted)
{
    bool lock = act_object(wanted->act) == OBJECT_MUTEX || act_object(wanted->act) == OBJECT_SPIN
             || act_object(wanted->act) == OBJECT_RWLOCK;
    if (!lock || step->result != 0)
        return false;
    bool again = step->act == ACT_COND_WAKE && step->other == wanted->object;
    return again || (step->object == wanted->object && !frees(step, wanted));
}

struct stretch lanes_waited(const struct session *session, uint32_t before, uint32_t number)
{
    struct stretch stretch = { number, number };
    const struct step *wanted = session_step(session, number);
    uint32_t from = before;
    bool freed = false;
    if (!wanted || !(act_traits(wanted->act) & ACT_WAITS))
        return stretch;
    for (uint32_t k = before + 1; k < number; k++) {
        const struct step *step = session_step(session, k);
        if (!step || step->thread == wanted->thread)
            continue;
        if (!freed && from == before && takes(step, wanted))
            from = k;
        if (frees(step, wanted)) {
            freed = true;
            stretch = (struct stretch){ from, k };
        }
    }
    if (!freed && wanted->act == ACT_SLEEP && before + 1 < number)
        stretch = (struct stretch){ before, number - 1 };
    return stretch;
}
