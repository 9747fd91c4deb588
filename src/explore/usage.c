/* usage.c — see usage.h. */
#include "explore/usage.h"

enum { DEEP = 64 };

static size_t hash(const struct use *use)
{
    uint64_t mixed = (use->place * 64 + use->thread) * 256 + use->act;
    return (size_t)((mixed ^ use->address) * 0x9E3779B97F4A7C15u >> 32) % (2 * USES);
}

static bool is_same(const struct use *a, const struct use *b)
{
    return a->place == b->place && a->address == b->address && a->thread == b->thread && a->act == b->act;
}

static void enter(struct usage *usage, const struct use *use)
{
    size_t at = hash(use);
    while (usage->use[at].there && !is_same(&usage->use[at], use))
        at = (at + 1) % (2 * USES);
    if (usage->use[at].there || usage->count == USES)
        return;
    usage->use[at] = *use;
    usage->count++;
}

static void enter_functions(struct usage *usage, uint16_t thread)
{
    uint64_t place[DEEP];
    const struct machine *machine = usage->machine;
    unsigned count = machine->functions ? machine->functions(machine->data, thread, place, DEEP) : 0;
    for (unsigned k = 0; k < count; k++)
        enter(usage, &(struct use){ .place = place[k], .thread = thread, .act = ACT_NONE, .there = true });
}

/* A run of which only the end is new counts too few, never too many: what it begins with has been counted before. */
static void count_threads(struct usage *usage, const struct step *step)
{
    if (step->act == ACT_CREATE && step->result == 0)
        usage->alive++;
    else if (step->act == ACT_JOIN && step->result == 0 && usage->alive > 0)
        usage->alive--;
    if (usage->alive > usage->together)
        usage->together = usage->alive;
}

void usage_begin_run(struct usage *usage)
{
    usage->alive = 1;
    if (usage->together == 0)
        usage->together = 1;
}

void usage_watch(struct usage *usage, const struct step *step)
{
    if (step->phase == PHASE_MEET && step->object < USE_OBJECTS)
        usage->address[step->object] = step->value;
    if (step->phase != PHASE_DONE)
        return;
    bool is_thing = act_object((enum act)step->act) > OBJECT_VARIABLE && step->object < USE_OBJECTS;
    struct use use = { .place = step->place, .address = is_thing ? usage->address[step->object] : 0, .thread = step->thread,
                       .act = step->act, .there = true };
    enter(usage, &use);
    enter_functions(usage, step->thread);
    count_threads(usage, step);
}

bool usage_report(const struct usage *usage, size_t k, struct report *report)
{
    const struct use *use = &usage->use[k];
    if (!use->there)
        return false;
    report->number++;
    report->thread = use->thread;
    report->act = use->act;
    report->place = use->place;
    report->object = use->address;
    return true;
}
