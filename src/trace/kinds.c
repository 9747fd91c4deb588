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

const struct act_row act_rows[256] = {
#define X(name, object, traits, phrase) { OBJECT_##object, traits },
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
