/* protects.c — follows one lock through the steps; see protects.h. */
#include "view/protects.h"

enum { LATEST = 4000, FOLLOWED = 64, TWICE = 2 };

/* What is known of one variable. */
struct use {
    uint32_t object;
    unsigned under, without;        /* accesses with the lock held, and without */
};

struct uses {
    struct use use[FOLLOWED];
    size_t count;
};

static struct use *use_of(struct uses *uses, uint32_t object)
{
    for (size_t k = 0; k < uses->count; k++)
        if (uses->use[k].object == object)
            return &uses->use[k];
    if (uses->count == FOLLOWED)
        return NULL;
    uses->use[uses->count] = (struct use){ .object = object };
    return &uses->use[uses->count++];
}

/* Taking and giving back, of mutexes and spin locks; a condition's wait gives its mutex back and takes it again. */
static void follow_owner(const struct step *step, uint32_t lock, uint16_t *owner, unsigned *depth)
{
    bool waits = step->act == ACT_COND_WAIT || step->act == ACT_COND_TIMEDWAIT;
    if (waits && step->other == lock) {
        *owner = NOBODY;
    } else if (step->act == ACT_COND_WAKE && step->other == lock) {
        *owner = step->thread;
        *depth = 1;
    } else if (step->object == lock && step->result == 0) {
        if (step->act == ACT_UNLOCK || step->act == ACT_SPIN_UNLOCK) {
            *depth -= *depth > 0;
            *owner = *depth > 0 ? *owner : NOBODY;
        } else if (act_traits(step->act) & ACT_SYNC) {
            *owner = step->thread;
            *depth += 1;
        }
    }
}

size_t protects_of(const struct session *session, uint32_t lock, uint32_t *variables, size_t room)
{
    struct uses uses = { .count = 0 };
    uint32_t cursor = session_cursor(session);
    uint16_t owner = NOBODY;
    unsigned depth = 0;
    size_t count = 0;
    for (uint32_t n = cursor > LATEST ? cursor - LATEST : 1; n <= cursor; n++) {
        const struct step *step = session_step(session, n);
        if (!step)
            continue;
        bool plain = (act_traits(step->act) & (ACT_READS | ACT_WRITES)) && !(act_traits(step->act) & ACT_ATOMIC);
        struct use *use = plain && step->thread != 0 ? use_of(&uses, step->object) : NULL;
        if (use && owner == step->thread)
            use->under++;
        else if (use)
            use->without++;
        if (!plain)
            follow_owner(step, lock, &owner, &depth);
    }
    for (size_t k = 0; k < uses.count && count < room; k++)
        if (uses.use[k].under >= TWICE && uses.use[k].without == 0)
            variables[count++] = uses.use[k].object;
    return count;
}
