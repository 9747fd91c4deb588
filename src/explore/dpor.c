/* dpor.c — executes: makes the choices of the present branch again, then goes on as the wakeup tree wants, then freely;
 * at the end goes back to the latest point where something is left to do. See dpor.h. */
#include "explore/inside.h"

#include <stdlib.h>
#include <string.h>

#include "explore/grow.h"

struct dpor *dpor_begin(const struct machine *machine, uint32_t limit, bool spurious)
{
    struct dpor *dpor = calloc(1, sizeof *dpor);
    if (!dpor)
        return NULL;
    dpor->machine = machine;
    dpor->limit = limit;
    dpor->possible.spurious = spurious;
    if (trail_begin(&dpor->trail) && possible_begin(&dpor->possible))
        return dpor;
    dpor_end(dpor);
    return NULL;
}

void dpor_end(struct dpor *dpor)
{
    if (!dpor)
        return;
    trail_free(&dpor->trail);
    possible_end(&dpor->possible);
    wakeup_free(&dpor->pool);
    free(dpor->point);
    free(dpor->asleep);
    free(dpor->sequence);
    schedule_free(&dpor->prefix);
    free(dpor);
}

/* ---- points ---- */

static bool put_to_sleep(struct dpor *dpor, struct point *point, const struct event *event)
{
    size_t top = point->asleep + point->sleepers;
    if (!grow(&dpor->asleep, &dpor->asleep_room, top + 1, sizeof *dpor->asleep))
        return false;
    dpor->asleep[top] = *event;
    point->sleepers++;
    return true;
}

/* A point that is reached for the first time: who slept before the last event and does not mind it sleeps on. */
static bool new_point(struct dpor *dpor)
{
    size_t index = dpor->points;
    if (!grow(&dpor->point, &dpor->point_room, index + 1, sizeof *dpor->point))
        return false;
    struct point *point = &dpor->point[dpor->points++];
    *point = (struct point){ .tree = dpor->inherited };
    dpor->inherited = NULL;
    if (index == 0)
        return true;
    const struct point *before = &dpor->point[index - 1];
    const struct event *last = &dpor->trail.passed[index - 1].event;
    point->asleep = before->asleep + before->sleepers;
    for (size_t k = 0; k < before->sleepers; k++) {
        const struct event *sleeper = &dpor->asleep[before->asleep + k];
        struct event copy = *sleeper;       /* the array may move */
        if (copy.thread != last->thread && !events_conflict(&copy, last) && !put_to_sleep(dpor, point, &copy))
            return false;
    }
    return true;
}

/* ---- choosing ---- */

enum { PATIENCE = 200 };        /* steps of one thread, before others get a turn */

static bool sleeps(const struct dpor *dpor, const struct point *point, const struct event *event)
{
    for (size_t k = 0; k < point->sleepers; k++)
        if (events_match(&dpor->asleep[point->asleep + k], event))
            return true;
    return false;
}

static bool is_planned(const struct point *point, const struct event *event)
{
    for (const struct branch *branch = point->tree; branch; branch = branch->next)
        if (events_match(&branch->event, event))
            return true;
    return false;
}

/* The ways in which the thread could pass its gate here, as events. */
static size_t alternatives(const struct dpor *dpor, uint16_t thread, struct event out[WAYS])
{
    const struct world *world = dpor->world;
    const struct step *about = &world->thread[thread].about;
    unsigned ways = (dpor->enabled >> thread & 1) || dpor->possible.spurious
                  ? possible_ways(world, thread, dpor->possible.spurious) : 0;
    struct event event;
    uint16_t sleepers[WAYS];
    size_t count = 0;
    event_planned(&event, about, dpor->machine);
    event.any_way = false;
    if (about->act == ACT_SIGNAL && (count = world_sleepers(world, about->object, sleepers, WAYS - WAY_WAKE)) > 0) {
        for (size_t k = 0; k < count; k++) {
            out[k] = event;
            out[k].chosen = sleepers[k];
        }
        return count;
    }
    if (about->act == ACT_SLEEP || !(act_traits(about->act) & ACT_WAITS)) {
        out[0] = event;
        return ways != 0;
    }
    for (uint8_t way = 0; way < WAYS; way++)
        if (ways & (1u << way)) {
            out[count] = event;
            out[count++].way = way;
        }
    return count;
}

/* The letters under which the machine knows the choice. */
static struct choice choice_of(const struct dpor *dpor, const struct event *event)
{
    const struct step *about = &dpor->world->thread[event->thread].about;
    struct choice choice = { .thread = event->thread, .way = event->way };
    if (event->act == ACT_SIGNAL)
        choice.way = (uint8_t)possible_signal(dpor->world, about->object, event->chosen);
    else if (event->act == ACT_SLEEP)
        choice.way = (world_ways(dpor->world, event->thread) & (1u << WAY_GO)) ? WAY_GO : WAY_TIMEOUT;
    return choice;
}

/* Can an act of this kind be passed otherwise than by the program's own will? */
static bool has_several_ways(unsigned act)
{
    return (act_traits(act) & (ACT_WAITS | ACT_TIMED)) || act == ACT_SIGNAL;
}

static bool thread_sleeps(const struct dpor *dpor, const struct point *point, uint16_t thread)
{
    for (size_t k = 0; k < point->sleepers; k++)
        if (dpor->asleep[point->asleep + k].thread == thread)
            return true;
    return false;
}

/* Takes one way for the thread: the wanted one if that is open. The others become branches of this point. */
static bool take_way(struct dpor *dpor, struct point *point, uint16_t thread, const struct event *wanted, struct choice *choice)
{
    if (!has_several_ways(dpor->world->thread[thread].about.act)) {
        *choice = (struct choice){ .thread = thread };
        point->done++;
        return (dpor->enabled >> thread & 1) && !thread_sleeps(dpor, point, thread);
    }
    struct event way[WAYS];
    size_t count = alternatives(dpor, thread, way), taken = count;
    for (size_t k = 0; k < count && taken == count; k++)
        if ((!wanted || events_match(wanted, &way[k])) && !sleeps(dpor, point, &way[k]))
            taken = k;
    if (taken == count)
        return false;
    *choice = choice_of(dpor, &way[taken]);
    point->done++;
    if (point->expanded >> thread & 1)
        return true;
    point->expanded |= (uint64_t)1 << thread;
    for (size_t k = 0; k < count; k++)
        if (k != taken && !sleeps(dpor, point, &way[k]) && !is_planned(point, &way[k])
            && !wakeup_append(&dpor->pool, &point->tree, &way[k]))
            dpor->out_of_memory = true;
    return true;
}

/* As the wakeup tree wants. What it wants is possible by how it was made, but for threads that spin in vain: then *free,
 * for what it wanted may have stood for more. */
static bool follow_tree(struct dpor *dpor, struct point *point, bool *free, struct choice *choice)
{
    while (point->tree) {
        struct event wanted = point->tree->event;
        struct branch *children;
        wakeup_take(&dpor->pool, &point->tree, &children);
        if (take_way(dpor, point, wanted.thread, &wanted, choice)) {
            dpor->inherited = children;
            return true;
        }
        *free = true;
        wakeup_drop(&dpor->pool, &children);
    }
    return false;
}

/* Has the thread gone on for so long that others shall have a turn? Some poll for what only others can do. */
static bool is_tired(const struct dpor *dpor, uint16_t thread)
{
    size_t count = dpor->trail.count;
    if (count < PATIENCE || dpor->world->thread[thread].last_act == ACT_YIELD)
        return dpor->world->thread[thread].last_act == ACT_YIELD;
    for (size_t k = count - PATIENCE; k < count; k++)
        if (dpor->trail.passed[k].event.thread != thread)
            return false;
    return true;
}

/* Goes on with the same thread while it goes by its own will, then with the next that does, then with the clock's help. */
static bool choose_freely(struct dpor *dpor, struct point *point, struct choice *choice)
{
    const struct world *world = dpor->world;
    uint16_t current = world->current < world->threads ? world->current : 0;
    unsigned first = is_tired(dpor, current);
    for (int helped = 0; helped < 2; helped++) {
        for (unsigned k = first; k < first + world->threads; k++) {
            uint16_t thread = (uint16_t)((current + k) % world->threads);
            bool willing = dpor->willing >> thread & 1;
            if (willing == (bool)helped)
                continue;
            if (take_way(dpor, point, thread, NULL, choice))
                return true;
        }
    }
    return false;
}

/* What every execution begins with: nothing else is ever done here. */
static bool choose_prefix(struct dpor *dpor, struct point *point, struct choice *choice)
{
    *choice = dpor->prefix.choices[dpor->trail.count];
    bool possible = choice->thread < dpor->world->threads && choice->way < WAYS
                 && (world_ways(dpor->world, choice->thread) & (1u << choice->way));
    point->done++;
    dpor->diverged = dpor->diverged || !possible;
    return possible;
}

static bool new_choice(struct dpor *dpor, struct choice *choice)
{
    bool again = dpor->trail.count < dpor->points;      /* been here before, for another branch */
    if (!again && !new_point(dpor)) {
        dpor->out_of_memory = true;
        return false;
    }
    struct point *point = &dpor->point[dpor->trail.count];
    bool free = !again;
    if (dpor->trail.count < dpor->prefix.count)
        return choose_prefix(dpor, point, choice);
    return follow_tree(dpor, point, &free, choice) || (free && choose_freely(dpor, point, choice));
}

static struct choice choose(void *data, const struct options *options)
{
    struct dpor *dpor = data;
    dpor->world = options->world;
    dpor->enabled = options->ready | options->timed;
    dpor->willing = options->willing;
    if (dpor->depth < dpor->replay)
        dpor->depth = dpor->replay;             /* those have been made again */
    if (dpor->depth != dpor->trail.count) {             /* a choice that led to no event */
        dpor->diverged = true;
        return (struct choice){ .thread = NOBODY };
    }
    if (!new_choice(dpor, &dpor->chosen)) {
        dpor->redundant = true;
        return (struct choice){ .thread = NOBODY };
    }
    dpor->preempts = options_preempts(options, dpor->chosen.thread) || dpor->chosen.way == WAY_SPURIOUS;
    dpor->depth++;
    return dpor->chosen;
}

static void put(void *data, const struct step *step)
{
    struct dpor *dpor = data;
    if (dpor->observer)
        dpor->observer->put(dpor->observer->data, step);
    if (!trail_record(&dpor->trail, step))
        dpor->out_of_memory = true;
    if (step->phase != PHASE_DONE || dpor->out_of_memory)
        return;
    struct event *event = trail_slot(&dpor->trail);
    if (event)
        event_done(event, step, dpor->world, dpor->machine);
    if (!event || !trail_add(&dpor->trail, dpor->chosen, dpor->preempts, dpor->trail.records - 1))
        dpor->out_of_memory = true;
}

/* ---- between executions ---- */

/* Back to the latest point with something left to do. */
static void go_back(struct dpor *dpor)
{
    wakeup_drop(&dpor->pool, &dpor->inherited);
    while (dpor->points > 0) {
        struct point *point = &dpor->point[dpor->points - 1];
        size_t index = dpor->points - 1;
        if (index < dpor->trail.count && !put_to_sleep(dpor, point, &dpor->trail.passed[index].event))
            dpor->out_of_memory = true;
        if (point->tree) {
            trail_cut(&dpor->trail, index);
            dpor->replay = index;
            return;
        }
        dpor->points--;
    }
    dpor->finished = true;
}

static bool is_fatal(const struct run_end *end, uint32_t limit)
{
    enum outcome outcome = end->outcome;
    return outcome != OUTCOME_EXITED && outcome != OUTCOME_RUNNING && !run_is_stalled(end, limit);
}

/* The last choice led to no event, since the thread crashed before it was told. */
static void add_unfinished(struct dpor *dpor, const struct run_end *end)
{
    if (end->outcome == OUTCOME_RUNNING || dpor->depth <= dpor->replay || dpor->trail.count >= dpor->depth)
        return;
    struct event *event = trail_slot(&dpor->trail);
    if (event)
        event_planned(event, &dpor->world->thread[dpor->chosen.thread].about, dpor->machine);
    if (!event || !trail_add(&dpor->trail, dpor->chosen, dpor->preempts, dpor->trail.records))
        dpor->out_of_memory = true;
}

enum dpor_run dpor_next(struct dpor *dpor, struct run_end *end)
{
    if (dpor->started)
        go_back(dpor);
    if (dpor->finished || dpor->out_of_memory)
        return dpor->finished ? DPOR_FINISHED : DPOR_NO_MEMORY;
    dpor->depth = 0;
    dpor->redundant = false;
    struct chooser chooser = { choose, dpor, dpor->trail.choice, dpor->replay };
    struct sink sink = { put, dpor, dpor->started ? (uint32_t)dpor->replay + 1 : 0 };
    dpor->machine->run(dpor->machine->data, &chooser, &sink, dpor->limit, end);
    dpor->started = true;
    add_unfinished(dpor, end);
    bool abandoned = end->outcome == OUTCOME_RUNNING;
    if (dpor->diverged || dpor->depth < dpor->replay || (abandoned && !dpor->redundant))
        return DPOR_DIVERGED;
    struct trail *trail = &dpor->trail;
    if (end->outcome == OUTCOME_LIVELOCK && end->steps >= dpor->limit && dpor->points > 0 && dpor->point[dpor->points - 1].sleepers > 0)
        return DPOR_REDUNDANT;          /* endless only because those who could end it sleep: seen elsewhere */
    if (trail->count > 0 && is_fatal(end, dpor->limit))
        trail->passed[trail->count - 1].event.fatal = true;
    reversals_plan(dpor, !abandoned, trail->count > 0 && trail->passed[trail->count - 1].event.fatal);
    if (dpor->out_of_memory)
        return DPOR_NO_MEMORY;
    return abandoned ? DPOR_REDUNDANT : DPOR_TRACE;
}

bool dpor_begin_with(struct dpor *dpor, const struct schedule *prefix)
{
    for (size_t k = 0; k < prefix->count; k++)
        if (!schedule_add(&dpor->prefix, prefix->choices[k]))
            return false;
    return true;
}

void dpor_observe(struct dpor *dpor, const struct sink *observer)
{
    dpor->observer = observer;
}

unsigned dpor_preemptions(const struct dpor *dpor)
{
    return dpor->trail.count ? dpor->trail.passed[dpor->trail.count - 1].preemptions : 0;
}

const struct world *dpor_world(const struct dpor *dpor)
{
    return dpor->world;
}

bool dpor_schedule(const struct dpor *dpor, struct schedule *schedule)
{
    for (size_t k = 0; k < dpor->trail.count; k++)
        if (!schedule_add(schedule, dpor->trail.choice[k]))
            return false;
    return true;
}

double dpor_share(const struct dpor *dpor)
{
    double share = 0, weight = 1;
    if (dpor->finished)
        return 1;
    for (size_t k = 0; k < dpor->points; k++) {
        const struct point *point = &dpor->point[k];
        unsigned left = 0;
        for (const struct branch *branch = point->tree; branch; branch = branch->next)
            left++;
        double branches = point->done + left;
        share += weight * (branches > 0 ? (point->done - (point->done > 0)) / branches : 0);
        weight /= branches > 0 ? branches : 1;
    }
    return share;
}
