/* kinds.c — the tables behind kinds.h. */
#include "trace/kinds.h"

static const struct { const char *word, *legend; } objects[OBJECT_KINDS] = {
#define X(name, word, legend) { word, legend },
    OBJECT_LIST(X)
#undef X
};

static const struct { const char *name, *phrase; } acts[ACTS] = {
#define X(name, object, traits, phrase) { #name, phrase },
    ACT_LIST(X)
#undef X
};

/* Locking and unlocking, and what is tried; not what makes, ends, or counts. */
#define IS_LOCK(kind) ((kind) == OBJECT_MUTEX || (kind) == OBJECT_RWLOCK || (kind) == OBJECT_SPIN)
#define IS_POLLED(act, kind, traits) \
    ((IS_LOCK(kind) && ((traits) & ACT_SYNC)) || (act) == ACT_SEM_TRYWAIT || (act) == ACT_SEM_TIMEDWAIT || (act) == ACT_SEM_GETVALUE)

const struct act_row act_rows[256] = {
#define X(name, object, traits, phrase) { OBJECT_##object, (traits) | (IS_POLLED(ACT_##name, OBJECT_##object, traits) ? ACT_POLLS : 0) },
    ACT_LIST(X)
#undef X
};

static const struct { const char *word, *sentence; } outcomes[OUTCOMES] = {
#define X(name, word, sentence) { word, sentence },
    OUTCOME_LIST(X)
#undef X
};

const char *object_word(enum object_kind kind)
{
    return kind < OBJECT_KINDS ? objects[kind].word : "?";
}

const char *object_legend(enum object_kind kind)
{
    return kind < OBJECT_KINDS ? objects[kind].legend : "?";
}

const char *act_name(enum act act)
{
    return act < ACTS ? acts[act].name : "?";
}

const char *act_phrase(enum act act)
{
    return act < ACTS ? acts[act].phrase : "?";
}

const char *outcome_word(enum outcome outcome)
{
    return outcome < OUTCOMES ? outcomes[outcome].word : "?";
}

const char *outcome_sentence(enum outcome outcome)
{
    return outcome < OUTCOMES ? outcomes[outcome].sentence : "?";
}

bool act_is_small(enum act act)
{
    switch (act) {
    case ACT_LOCK: case ACT_TRYLOCK: case ACT_TIMEDLOCK: case ACT_UNLOCK:
    case ACT_SPIN_LOCK: case ACT_SPIN_TRYLOCK: case ACT_SPIN_UNLOCK:
    case ACT_MUTEX_INIT: case ACT_MUTEX_DESTROY: case ACT_COND_INIT: case ACT_COND_DESTROY:
    case ACT_SIGNAL: case ACT_BROADCAST: case ACT_MALLOC: case ACT_FREE: case ACT_FENCE:
        return true;
    default:
        return act_traits(act) & (ACT_READS | ACT_WRITES | ACT_ATOMIC);
    }
}
