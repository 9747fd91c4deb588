/* tale_race.c — a data race told in full: both accesses, each with the locks its thread held, and what is missing. */
#include "session/sentence.h"
#include "session/tale.h"

/* In the order in which the program met them, as far as there is room. */
struct held { uint32_t object[16]; size_t count; };

static bool holds(const struct world_object *object, uint16_t thread)
{
    bool lock = object->kind == OBJECT_MUTEX || object->kind == OBJECT_RWLOCK || object->kind == OBJECT_SPIN;
    bool reads = object->kind == OBJECT_RWLOCK && thread < 64 && (object->reading >> thread & 1);
    return lock && (object->owner == thread || reads);
}

static struct held held_by(const struct session *session, uint16_t thread)
{
    struct held held = { .count = 0 };
    const struct world *world = session_world(session);
    for (uint32_t k = 0; k < world->objects && held.count < sizeof held.object / sizeof *held.object; k++)
        if (holds(&world->object[world->met[k]], thread))
            held.object[held.count++] = world->met[k];
    return held;
}

/* The step of the earlier access: the last one of that thread at that place before the later; 0: it was not seen. */
static uint32_t step_of_earlier(const struct session *session, const struct session_race *race)
{
    for (uint32_t k = race->step; k-- > 1; ) {
        const struct step *step = session_step(session, k);
        if (step && step->thread == race->thread[1] && step->place == race->place[1])
            return k;
    }
    return 0;
}

static void add_held(struct sentence *sentence, const struct tell *tell, const struct held *held)
{
    sentence_add(sentence, held->count ? " holding " : " holding no lock");
    for (size_t k = 0; k < held->count; k++) {
        sentence_add(sentence, k == 0 ? "" : k + 1 == held->count ? " and " : ", ");
        sentence_object(sentence, tell, held->object[k]);
    }
}

static bool have_common(const struct held *one, const struct held *other)
{
    for (size_t k = 0; k < one->count; k++)
        for (size_t j = 0; j < other->count; j++)
            if (one->object[k] == other->object[j])
                return true;
    return false;
}

static const char *verb(uint8_t act, bool past)
{
    if (act == ACT_FREE)
        return past ? "freed" : "frees";
    if (act_traits((enum act)act) & ACT_WRITES)
        return past ? "wrote" : "writes";
    return past ? "read" : "reads";
}

const char *tale_race(struct session *session, const struct session_race *race, bool ascii, char *out, size_t room)
{
    struct tell tell = { session, ascii };
    struct sentence sentence = sentence_begin(out, room);
    struct session_race told = *race;           /* moving the cursor may move the list */
    const char *why;
    uint32_t earlier = step_of_earlier(session, &told);
    struct held held[2] = { { .count = 0 }, { .count = 0 } };
    if (session_goto(session, told.step, &why))
        held[0] = held_by(session, told.thread[0]);
    if (earlier && session_goto(session, earlier, &why))
        held[1] = held_by(session, told.thread[1]);
    session_goto(session, told.step, &why);
    sentence_actor(&sentence, &tell, told.thread[1]);
    sentence_add(&sentence, " %s ", verb(told.act[1], true));
    sentence_object(&sentence, &tell, told.object);
    sentence_line(&sentence, &tell, told.place[1]);
    add_held(&sentence, &tell, &held[1]);
    sentence_add(&sentence, "; then ");
    sentence_actor(&sentence, &tell, told.thread[0]);
    sentence_add(&sentence, " %s it", verb(told.act[0], false));
    sentence_line(&sentence, &tell, told.place[0]);
    add_held(&sentence, &tell, &held[0]);
    sentence_add(&sentence, have_common(&held[0], &held[1]) ? ". The lock that both hold does not keep them apart, and nothing else"
                                                            : ". They hold no lock in common, and nothing else");
    sentence_add(&sentence, " (a join, a signal, an atomic) orders the two: they could as well happen at the same time");
    return out;
}
