/* tell_update.c — what one thread's write does to what another has written: the lost update, at the step at which it
 * happens. A thread reads, another writes, the first writes: it cannot have known of what it overwrites. */
#include "session/sentence.h"

enum { SEARCHED = 4000 };           /* steps: a run may be long, and this is asked at every drawing */

static bool reads(const struct step *step)
{
    return act_traits(step->act) & ACT_READS;
}

/* An atomic update that did not find what it expected leaves everything as it is. */
static bool writes(const struct step *step)
{
    return (act_traits(step->act) & ACT_WRITES) && !(step->act == ACT_ATOMIC_UPDATE && step->result != 0);
}

bool tell_last_read(const struct tell *tell, uint16_t thread, uint32_t object, uint32_t before, uint32_t *number)
{
    for (uint32_t n = before, k = 0; n > 1 && k < SEARCHED; k++) {
        const struct step *step = session_step(tell->session, --n);
        if (!step || step->thread != thread || step->object != object || !(reads(step) || writes(step)))
            continue;
        *number = n;
        return !writes(step);
    }
    return false;
}

/* Who wrote last between two steps; NULL: nobody else. */
static const struct step *written_between(const struct tell *tell, uint32_t from, uint32_t to, uint16_t thread,
                                          uint32_t object)
{
    for (uint32_t n = to - 1; n > from; n--) {
        const struct step *step = session_step(tell->session, n);
        if (step && step->object == object && step->thread != thread && writes(step))
            return step;
    }
    return NULL;
}

bool tell_lost_update(const struct tell *tell, uint32_t number, char *out, size_t room)
{
    struct sentence sentence = sentence_begin(out, room);
    const struct step *step = session_step(tell->session, number);
    uint32_t read;
    if (!step || step->object == 0 || !writes(step) || reads(step)
        || !tell_last_read(tell, step->thread, step->object, number, &read))
        return false;
    const struct step *lost = written_between(tell, read, number, step->thread, step->object);
    if (!lost)
        return false;
    sentence_add(&sentence, "Lost update: ");
    sentence_actor(&sentence, tell, step->thread);
    sentence_add(&sentence, " writes ");
    sentence_value(&sentence, tell, step);
    sentence_add(&sentence, " over ");
    sentence_actor(&sentence, tell, lost->thread);
    sentence_add(&sentence, "'s ");
    sentence_value(&sentence, tell, lost);
    sentence_add(&sentence, " in ");
    sentence_object(&sentence, tell, step->object);
    sentence_add(&sentence, ": ");
    sentence_actor(&sentence, tell, step->thread);
    sentence_add(&sentence, " had read it before ");
    sentence_actor(&sentence, tell, lost->thread);
    sentence_add(&sentence, " wrote.");
    return true;
}
