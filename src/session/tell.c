/* tell.c — who a thread is, what it is about to do, why it waits, and which races it ran; see tell.h. */
#include "session/tell.h"

#include <stdio.h>
#include <string.h>

#include "session/sentence.h"

enum { CIRCLED = 20 };      /* Unicode has narrow circled numbers from ① to ⑳ */

const char *tell_thread(const struct tell *tell, uint16_t thread, char *out, size_t room)
{
    if (thread == 0)
        snprintf(out, room, "0");
    else if (thread == NOBODY)
        snprintf(out, room, "?");
    else if (tell->ascii || thread > CIRCLED)
        snprintf(out, room, "T%u", (unsigned)thread);
    else
        snprintf(out, room, "\xe2\x91%c", (char)(0xa0 + thread - 1));
    return out;
}

/* Whether the gate is closed just now, and opens only when another thread acts. */
static bool would_block(const struct world *world, uint16_t thread)
{
    struct wait wait;
    return world_waits(world, thread, &wait);
}

const char *tell_about(const struct tell *tell, uint16_t thread, char *out, size_t room)
{
    struct sentence sentence = sentence_begin(out, room);
    const struct world *world = session_world(tell->session);
    if (thread >= world->threads || world->thread[thread].phase != THREAD_AT_GATE)
        return out;
    const struct step *about = &world->thread[thread].about;
    sentence_add(&sentence, "about to ");
    sentence_phrase(&sentence, tell, about, act_phrase(about->act));
    if (would_block(world, thread))
        sentence_add(&sentence, " — %s", about->act == ACT_SLEEP ? "sleeps" : "would block");
    return out;
}

/* What must happen, and by whom, before the thread can go on. */
static void add_reason(struct sentence *sentence, const struct tell *tell, const struct step *about, const struct wait *wait)
{
    const struct world *world = session_world(tell->session);
    enum object_kind kind = wait->object < WORLD_OBJECTS ? world->object[wait->object].kind : OBJECT_NONE;
    bool known = wait->thread != NOBODY;
    if (about->act == ACT_JOIN) {
        sentence_actor(sentence, tell, (uint16_t)about->other);
        sentence_add(sentence, " to end");
    } else if (known && wait->thread == about->thread) {
        sentence_add(sentence, "itself: it holds ");
        sentence_object(sentence, tell, wait->object);
        sentence_add(sentence, " already");
    } else if (kind == OBJECT_SEMAPHORE) {
        sentence_add(sentence, "a token in ");
        sentence_object(sentence, tell, wait->object);
    } else if (kind == OBJECT_CONDITION) {
        sentence_add(sentence, "someone to signal ");
        sentence_object(sentence, tell, wait->object);
    } else if (kind == OBJECT_BARRIER) {
        const struct world_object *barrier = &world->object[wait->object];
        sentence_add(sentence, "%u more at ", (unsigned)(barrier->limit - (uint32_t)barrier->value));
        sentence_object(sentence, tell, wait->object);
    } else if (kind == OBJECT_RWLOCK && !known) {
        sentence_add(sentence, "%u readers to unlock ", (unsigned)world->object[wait->object].readers);
        sentence_object(sentence, tell, wait->object);
    } else {
        if (known)
            sentence_actor(sentence, tell, wait->thread);
        else
            sentence_add(sentence, "someone");
        sentence_add(sentence, kind == OBJECT_ONCE ? " to finish " : " to unlock ");
        sentence_object(sentence, tell, wait->object);
        if (known && world->thread[wait->thread].phase == THREAD_ENDED)
            sentence_add(sentence, ", but it has ended");
    }
}

const char *tell_wait(const struct tell *tell, uint16_t thread, char *out, size_t room)
{
    struct sentence sentence = sentence_begin(out, room);
    const struct world *world = session_world(tell->session);
    struct wait wait;
    if (!world_waits(world, thread, &wait))
        return out;
    const struct step *about = &world->thread[thread].about;
    bool has_line = false;
    if (about->act == ACT_SLEEP) {
        double left = about->value > world->time ? (double)(about->value - world->time) / 1e9 : 0.0;
        sentence_add(&sentence, "sleeps for %.3g s", left);
    } else {
        sentence_add(&sentence, "waits for ");
        if (about->act != ACT_JOIN && tell_is_live(about))
            has_line = tell_live_reason(&sentence, tell, about);
        else
            add_reason(&sentence, tell, about, &wait);
    }
    if (!has_line)
        sentence_line(&sentence, tell, about->place);
    return out;
}

static const char *access_verb(uint8_t act)
{
    switch (act) {
    case ACT_READ:
        return "reads it";
    case ACT_WRITE:
        return "writes it";
    default:
        return "touches it atomically";
    }
}

const char *tell_race(const struct tell *tell, const struct session_race *race, char *out, size_t room)
{
    struct sentence sentence = sentence_begin(out, room);
    sentence_add(&sentence, "Data race on ");
    sentence_object(&sentence, tell, race->object);
    sentence_add(&sentence, ": ");
    for (int k = 0; k < 2; k++) {
        sentence_actor(&sentence, tell, race->thread[k]);
        sentence_add(&sentence, " %s", access_verb(race->act[k]));
        sentence_line(&sentence, tell, race->place[k]);
        sentence_add(&sentence, k == 0 ? ", " : ", and nothing orders these two");
    }
    return out;
}

const char *tell_race_short(const struct tell *tell, const struct session_race *race, char *out, size_t room)
{
    struct sentence sentence = sentence_begin(out, room);
    for (int k = 0; k < 2; k++) {
        struct place where;
        sentence_actor(&sentence, tell, race->thread[k]);
        if (session_place(tell->session, race->place[k], &where) && where.line > 0)
            sentence_add(&sentence, " line %d", where.line);
        if (k == 0)
            sentence_add(&sentence, tell->ascii ? " || " : " ∥ ");
    }
    return out;
}
