/* tell_outcome.c — how the program ended, in one paragraph. A deadlock names its cycle: who holds what since which line,
 * and who waits for it at which. */
#include <string.h>

#include "session/sentence.h"

/* Where the thread took what it holds: the last step that gave it the object. Long runs are searched only so far. */
static uint64_t taken_at(const struct tell *tell, uint16_t owner, uint32_t object)
{
    enum { SEARCHED = 20000 };
    uint32_t number = session_cursor(tell->session);
    for (int k = 0; k < SEARCHED && number > 0; k++, number--) {
        const struct step *step = session_step(tell->session, number);
        if (!step || step->thread != owner)
            continue;
        bool took = step->object == object && (act_traits(step->act) & ACT_SYNC)
                 && act_object(step->act) != OBJECT_CONDITION;
        bool took_again = step->act == ACT_COND_WAKE && step->other == object;
        if (took || took_again)
            return step->place;
    }
    return 0;
}

static void add_holding(struct sentence *sentence, const struct tell *tell, uint16_t holder, uint32_t object)
{
    sentence_actor(sentence, tell, holder);
    sentence_add(sentence, " holds ");
    sentence_object(sentence, tell, object);
    sentence_line(sentence, tell, taken_at(tell, holder, object));
}

/* One link: what this thread holds that the one before it waits for, and what it waits for itself. */
static void add_link(struct sentence *sentence, const struct tell *tell, uint16_t before, uint16_t thread)
{
    const struct world *world = session_world(tell->session);
    struct wait wanted = { 0, NOBODY }, wait = { 0, NOBODY };
    world_waits(world, before, &wanted);
    world_waits(world, thread, &wait);
    if (wanted.object != 0) {
        add_holding(sentence, tell, thread, wanted.object);
        sentence_add(sentence, " and waits for ");
    } else {
        sentence_actor(sentence, tell, thread);
        sentence_add(sentence, " waits for ");
    }
    if (wait.object != 0) {
        sentence_object(sentence, tell, wait.object);
    } else {
        sentence_actor(sentence, tell, wait.thread);
        sentence_add(sentence, " to end");
    }
    sentence_line(sentence, tell, world->thread[thread].about.place);
}

static void add_cycle(struct sentence *sentence, const struct tell *tell, const uint16_t *cycle, size_t length)
{
    if (length == 1) {
        char text[240];
        sentence_actor(sentence, tell, cycle[0]);
        sentence_add(sentence, " %s. ", tell_wait(tell, cycle[0], text, sizeof text));
        return;
    }
    for (size_t k = 0; k < length; k++) {
        add_link(sentence, tell, cycle[(k + length - 1) % length], cycle[k]);
        sentence_add(sentence, k + 1 < length ? "; " : ". ");
    }
}

static void add_everyone(struct sentence *sentence, const struct tell *tell)
{
    const struct world *world = session_world(tell->session);
    const char *before = "";
    for (uint16_t t = 0; t < world->threads; t++) {
        char text[240];
        if (!*tell_wait(tell, t, text, sizeof text))
            continue;
        sentence_add(sentence, "%s", before);
        sentence_actor(sentence, tell, t);
        sentence_add(sentence, " %s", text);
        before = "; ";
    }
    sentence_add(sentence, ". ");
}

static void add_deadlock(struct sentence *sentence, const struct tell *tell)
{
    uint16_t cycle[WORLD_THREADS];
    size_t length = world_cycle(session_world(tell->session), cycle);
    sentence_add(sentence, "Deadlock: ");
    if (length > 0)
        add_cycle(sentence, tell, cycle, length);
    else
        add_everyone(sentence, tell);
    sentence_add(sentence, "No thread can move.");
}

/* What went wrong, by whom and where; the host's own words say more where it has some. */
static void add_failure(struct sentence *sentence, const struct tell *tell, enum outcome outcome, const char *detail)
{
    struct session_ending ending = session_ending(tell->session);
    struct place place;
    if (outcome == OUTCOME_MISUSE && detail && *detail && ending.thread != NOBODY) {
        sentence_add(sentence, "Against the rules: ");
        sentence_actor(sentence, tell, ending.thread);
        sentence_add(sentence, " %s", detail);
        sentence_line(sentence, tell, ending.place);
        sentence_add(sentence, ".");
        return;
    }
    sentence_add(sentence, outcome == OUTCOME_ASSERT ? "Failed: " : "The program ");
    sentence_add(sentence, "%s", outcome_sentence(outcome));
    if (detail && *detail)
        sentence_add(sentence, ": %s", detail);
    if (outcome == OUTCOME_KILLED || outcome == OUTCOME_LIMIT || ending.thread == NOBODY) {
        sentence_add(sentence, ".");
        return;
    }
    sentence_add(sentence, " — in ");
    sentence_actor(sentence, tell, ending.thread);
    if (ending.place != 0 && session_place(tell->session, ending.place, &place)) {
        const char *slash = strrchr(place.file, '/');
        sentence_add(sentence, ", %s line %d", slash ? slash + 1 : place.file, place.line);
    }
    sentence_add(sentence, ".");
}

const char *tell_outcome(const struct tell *tell, char *out, size_t room)
{
    const char *detail = NULL;
    struct sentence sentence = sentence_begin(out, room);
    enum outcome outcome = session_outcome(tell->session, &detail);
    switch (outcome) {
    case OUTCOME_RUNNING:
        break;
    case OUTCOME_DEADLOCK:
        add_deadlock(&sentence, tell);
        break;
    case OUTCOME_EXITED:
        if (session_world(tell->session)->exit_code == 0)
            sentence_add(&sentence, "The program ran to its end.");
        else
            sentence_add(&sentence, "The program ended with code %d.", session_world(tell->session)->exit_code);
        break;
    default:
        add_failure(&sentence, tell, outcome, detail);
    }
    if (outcome != OUTCOME_RUNNING && session_world(tell->session)->unfollowed)
        sentence_add(&sentence, " It had more objects than the lab can follow: not all of it is known.");
    return out;
}
