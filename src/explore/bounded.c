/* bounded.c — depth-first over the choices of a schedule; see bounded.h. At each point the choices stand in a fixed order,
 * so that a number tells which of them has been taken. */
#include "explore/bounded.h"

#include <stdlib.h>
#include <string.h>

#include "explore/possible.h"

enum { MOST = 256, PATIENCE = 200 };        /* choices at a point; steps of one thread while others could go */

struct point {
    struct choice choice;
    uint16_t taken, count;          /* which of how many */
    uint16_t spent;                 /* preemptions, this choice included */
};

struct bounded {
    const struct machine *machine;
    unsigned exact;
    uint32_t limit;
    bool spurious;
    struct schedule prefix;
    struct point *point;
    size_t points, room;            /* of the present branch */
    size_t depth, replay;
    uint32_t alone;                 /* steps that the current thread has gone on for */
    const struct world *world;
    bool started, finished, diverged, out_of_memory;
};

struct bounded *bounded_begin(const struct machine *machine, unsigned exact, uint32_t limit, bool spurious,
                              const struct schedule *prefix)
{
    struct bounded *bounded = calloc(1, sizeof *bounded);
    if (!bounded)
        return NULL;
    bounded->machine = machine;
    bounded->exact = exact;
    bounded->limit = limit;
    bounded->spurious = spurious;
    for (size_t k = 0; prefix && k < prefix->count; k++)
        if (!schedule_add(&bounded->prefix, prefix->choices[k])) {
            bounded_end(bounded);
            return NULL;
        }
    return bounded;
}

void bounded_end(struct bounded *bounded)
{
    if (!bounded)
        return;
    schedule_free(&bounded->prefix);
    free(bounded->point);
    free(bounded);
}

/* ---- choices of a point ---- */

struct list {
    struct choice choice[MOST];
    uint16_t count;
};

static void add_thread(struct list *list, const struct options *options, uint16_t thread)
{
    unsigned ways = possible_ways(options->world, thread, false);
    for (uint8_t way = 0; way < WAYS; way++)
        if ((ways & (1u << way)) && list->count < MOST)
            list->choice[list->count++] = (struct choice){ .thread = thread, .way = way };
}

static void add_others(struct list *list, const struct options *options, uint64_t among)
{
    for (uint64_t left = among & ~(options->current < 64 ? (uint64_t)1 << options->current : 0); left; left &= left - 1)
        add_thread(list, options, (uint16_t)__builtin_ctzll(left));
}

static void add_dreamers(const struct bounded *bounded, const struct options *options, unsigned spent, struct list *list)
{
    if (!bounded->spurious || spent >= bounded->exact)
        return;
    for (uint64_t left = possible_dreamers(options->world); left && list->count < MOST; left &= left - 1)
        list->choice[list->count++] = (struct choice){ .thread = (uint16_t)__builtin_ctzll(left), .way = WAY_SPURIOUS };
}

/* A sleeper goes when nobody can go by itself, or for the price of a preemption. */
static void list_threads(const struct bounded *bounded, const struct options *options, unsigned spent, struct list *list)
{
    uint16_t current = options->current;
    uint64_t all = options->ready | options->timed;
    bool goes_on = current < 64 && (options->willing >> current & 1);
    bool must_yield = goes_on && (bounded->alone >= PATIENCE || options->world->thread[current].last_act == ACT_YIELD)
                   && (options->willing & ~((uint64_t)1 << current));
    if (must_yield) {
        add_others(list, options, options->willing);
        return;
    }
    if (goes_on)
        add_thread(list, options, current);
    if (goes_on && spent >= bounded->exact)
        return;
    add_others(list, options, all);
    if (!goes_on && current < 64 && (all >> current & 1))
        add_thread(list, options, current);
}

static void list_choices(const struct bounded *bounded, const struct options *options, unsigned spent, struct list *list)
{
    list->count = 0;
    list_threads(bounded, options, spent, list);
    add_dreamers(bounded, options, spent, list);
}

/* ---- executing ---- */

static bool has_room(struct bounded *bounded)
{
    if (bounded->points < bounded->room)
        return true;
    size_t larger = bounded->room ? bounded->room * 2 : 256;
    struct point *moved = realloc(bounded->point, larger * sizeof *moved);
    if (!moved)
        return false;
    bounded->point = moved;
    bounded->room = larger;
    return true;
}

static void count_alone(struct bounded *bounded, const struct options *options, uint16_t thread)
{
    bounded->alone = thread == options->current ? bounded->alone + 1 : 0;
}

static bool take(struct bounded *bounded, const struct options *options, uint16_t number)
{
    struct list list;
    unsigned spent = bounded->depth ? bounded->point[bounded->depth - 1].spent : 0;
    if (bounded->depth < bounded->prefix.count) {
        list.choice[0] = bounded->prefix.choices[bounded->depth];
        list.count = 1;
    } else {
        list_choices(bounded, options, spent, &list);
    }
    if (number >= list.count)
        return false;
    struct choice choice = list.choice[number];
    bool free = choice.way != WAY_SPURIOUS && (bounded->alone >= PATIENCE || !options_preempts(options, choice.thread));
    bounded->point[bounded->depth] = (struct point){
        .choice = choice, .taken = number, .count = list.count, .spent = (uint16_t)(spent + !free),
    };
    return true;
}

static struct choice choose(void *data, const struct options *options)
{
    struct bounded *bounded = data;
    struct point *point = bounded->point ? &bounded->point[bounded->depth] : NULL;
    bounded->world = options->world;
    if (bounded->depth == 0)
        bounded->alone = 0;
    if (bounded->depth >= bounded->replay) {
        bool again = bounded->depth < bounded->points;      /* here with the next choice */
        if (!again && !has_room(bounded)) {
            bounded->out_of_memory = true;
            return (struct choice){ .thread = NOBODY };
        }
        if (!take(bounded, options, again ? bounded->point[bounded->depth].taken : 0)) {
            bounded->diverged = true;
            return (struct choice){ .thread = NOBODY };
        }
        bounded->points = bounded->depth + 1;
        point = &bounded->point[bounded->depth];
    }
    bounded->depth++;
    count_alone(bounded, options, point->choice.thread);
    return point->choice;
}

/* To the latest point that has another choice. */
static void go_back(struct bounded *bounded)
{
    while (bounded->points > 0) {
        struct point *last = &bounded->point[bounded->points - 1];
        if (last->taken + 1 < last->count) {
            last->taken++;
            bounded->replay = bounded->points - 1;
            return;
        }
        bounded->points--;
    }
    bounded->finished = true;
}

enum bounded_run bounded_next(struct bounded *bounded, const struct sink *observer, struct run_end *end, bool *counts)
{
    struct chooser chooser = { .choose = choose, .data = bounded };
    if (bounded->started)
        go_back(bounded);
    if (bounded->finished)
        return BOUNDED_FINISHED;
    bounded->started = true;
    bounded->depth = 0;
    bounded->machine->run(bounded->machine->data, &chooser, observer, bounded->limit, end);
    if (bounded->out_of_memory)
        return BOUNDED_NO_MEMORY;
    if (bounded->diverged || end->outcome == OUTCOME_RUNNING || bounded->depth < bounded->replay)
        return BOUNDED_DIVERGED;
    bounded->points = bounded->depth;
    *counts = bounded_preemptions(bounded) == bounded->exact;
    return BOUNDED_RAN;
}

bool bounded_schedule(const struct bounded *bounded, struct schedule *schedule)
{
    for (size_t k = 0; k < bounded->points; k++)
        if (!schedule_add(schedule, bounded->point[k].choice))
            return false;
    return true;
}

unsigned bounded_preemptions(const struct bounded *bounded)
{
    return bounded->points ? bounded->point[bounded->points - 1].spent : 0;
}

const struct world *bounded_world(const struct bounded *bounded)
{
    return bounded->world;
}
