/* uses.c — see uses.h. */
#include "session/uses.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A demand, taken to pieces. */
struct wish {
    unsigned least;                 /* different objects; 0: there must be none */
    char what[80];
    unsigned by;                    /* threads beside main; 0: whoever does it */
    enum object_kind kind;          /* OBJECT_NONE: a function */
};

static const struct { const char *doing, *many; } phrases[OBJECT_KINDS] = {
    [OBJECT_MUTEX] = { "lock", "mutexes" }, [OBJECT_RWLOCK] = { "lock", "rwlocks" }, [OBJECT_SPIN] = { "lock", "spin locks" },
    [OBJECT_CONDITION] = { "wait on", "conditions" }, [OBJECT_BARRIER] = { "wait at", "barriers" },
    [OBJECT_SEMAPHORE] = { "take a token from", "semaphores" }, [OBJECT_ONCE] = { "go through", "onces" },
};

static enum object_kind kind_of(const char *what)
{
    for (enum object_kind kind = OBJECT_MUTEX; kind < OBJECT_KINDS; kind++)
        if (phrases[kind].doing && (strcmp(what, object_word(kind)) == 0 || strcmp(what, phrases[kind].many) == 0))
            return kind;
    return strcmp(what, "print") == 0 ? OBJECT_OUTPUT : OBJECT_NONE;
}

static struct wish read_wish(const char *use)
{
    struct wish wish = { .least = 1 };
    char *end;
    if (strncmp(use, "no ", 3) == 0) {
        wish.least = 0;
        use += 3;
    } else if (*use >= '0' && *use <= '9') {
        wish.least = (unsigned)strtoul(use, &end, 10);
        use = end + strspn(end, " ");
    }
    const char *by = strstr(use, " by ");
    wish.by = by ? (unsigned)strtoul(by + 4, NULL, 10) : 0;
    snprintf(wish.what, sizeof wish.what, "%.*s", by ? (int)(by - use) : (int)strlen(use), use);
    wish.kind = kind_of(wish.what);
    return wish;
}

/* Where a thread may have to wait, and where it tries not to. */
static bool takes(enum act act)
{
    switch (act) {
    case ACT_LOCK: case ACT_TRYLOCK: case ACT_TIMEDLOCK:
    case ACT_RDLOCK: case ACT_TRYRDLOCK: case ACT_TIMEDRDLOCK: case ACT_WRLOCK: case ACT_TRYWRLOCK: case ACT_TIMEDWRLOCK:
    case ACT_SPIN_LOCK: case ACT_SPIN_TRYLOCK: case ACT_COND_WAIT: case ACT_COND_TIMEDWAIT: case ACT_BARRIER_WAIT:
    case ACT_SEM_WAIT: case ACT_SEM_TRYWAIT: case ACT_SEM_TIMEDWAIT: case ACT_ONCE_ENTER: case ACT_PRINT:
        return true;
    default:
        return false;
    }
}

/* Not the kit's. */
static bool is_learners(const struct exercise *exercise, const char *file)
{
    size_t length = strlen(file);
    for (size_t k = 0; exercise->flags[k]; k++)
        if (strcmp(exercise->flags[k], file) == 0)
            return false;
    return length > 2 && strcmp(file + length - 2, ".c") == 0;
}

static bool is_it(const struct exercise *exercise, const struct search *search, const struct wish *wish, const struct search_use *use)
{
    struct place where;
    if (wish->kind && (act_object((enum act)use->act) != wish->kind || !takes((enum act)use->act)))
        return false;
    if (!search_place(search, use->place, &where))
        return false;
    return wish->kind ? is_learners(exercise, where.file) : use->act == ACT_NONE && strcmp(where.function, wish->what) == 0;
}

enum { DIFFERENT = 64 };

struct seen {
    uint64_t address[DIFFERENT];
    unsigned objects;
    uint64_t threads;               /* a bit for each */
};

static void look(struct seen *seen, const struct search_use *use)
{
    bool known = false;
    for (unsigned k = 0; k < seen->objects; k++)
        known = known || seen->address[k] == use->address;
    if (!known && seen->objects < DIFFERENT)
        seen->address[seen->objects++] = use->address;
    seen->threads |= use->thread < 64 ? 1ull << use->thread : 0;
}

static struct seen look_at_all(const struct exercise *exercise, const struct search *search, const struct wish *wish)
{
    const struct search_use *uses;
    struct seen seen = { .objects = 0 };
    size_t count = search_uses(search, &uses);
    for (size_t k = 0; k < count; k++)
        if (is_it(exercise, search, wish, &uses[k]))
            look(&seen, &uses[k]);
    return seen;
}

/* "lock a mutex", "wait on at least 2 conditions", "call `queue_join`", "print" */
static void say_doing(const struct wish *wish, char *out, size_t room)
{
    if (wish->kind == OBJECT_OUTPUT)
        snprintf(out, room, "print");
    else if (!wish->kind)
        snprintf(out, room, "call `%s`", wish->what);
    else if (wish->least > 1)
        snprintf(out, room, "%s at least %u different %s", phrases[wish->kind].doing, wish->least, phrases[wish->kind].many);
    else
        snprintf(out, room, "%s a %s", phrases[wish->kind].doing, object_word(wish->kind));
}

static void say(const struct wish *wish, char *out, size_t room)
{
    char doing[120];
    say_doing(wish, doing, sizeof doing);
    if (wish->least == 0)
        snprintf(out, room, "No thread may %s.", doing);
    else if (wish->by)
        snprintf(out, room, "At least %u thread%s beside main must %s.", wish->by,
                 wish->by == 1 ? "" : "s", doing);
    else
        snprintf(out, room, "The program must %s.", doing);
}

bool uses_ask(const struct exercise *exercise, const char *use, const struct search *search, char *sentence, size_t room)
{
    struct wish wish = read_wish(use);
    struct seen seen = { .objects = 0 };
    if (search)
        seen = look_at_all(exercise, search, &wish);
    say(&wish, sentence, room);
    unsigned by = (unsigned)__builtin_popcountll(seen.threads & ~1ull);
    return wish.least == 0 ? seen.objects == 0 : seen.objects >= wish.least && by >= wish.by;
}

unsigned uses_threads(const struct search *search)
{
    const struct search_use *uses;
    uint64_t threads = 1;
    size_t count = search_uses(search, &uses);
    for (size_t k = 0; k < count; k++)
        if (uses[k].act != ACT_NONE && uses[k].act != ACT_START && uses[k].act != ACT_END && uses[k].thread < 64)
            threads |= 1ull << uses[k].thread;
    return (unsigned)__builtin_popcountll(threads);
}
