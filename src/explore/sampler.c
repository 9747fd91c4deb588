/* sampler.c — see sampler.h. */
#include "explore/sampler.h"

#include "explore/event.h"
#include "explore/possible.h"
#include "explore/random.h"

enum {
    CLOCK_HELPS = 16,           /* one choice in so many is a sleeper's although others could go on */
    DREAMS = 8,                 /* one in so many wakes somebody for no reason, where that is wanted */
};

static uint64_t all_of(const struct options *options)
{
    return options->ready | options->timed;
}

static uint16_t nth(uint64_t among, unsigned n)
{
    while (n-- > 0)
        among &= among - 1;
    return (uint16_t)__builtin_ctzll(among);
}

/* By one of the ways open to the thread: whom a signal wakes is chance too. */
static struct choice any_way(struct dice *dice, const struct options *options, uint16_t thread)
{
    unsigned ways = possible_ways(options->world, thread, false);
    unsigned count = (unsigned)__builtin_popcount(ways);
    return (struct choice){ .thread = thread, .way = (uint8_t)nth(ways, count > 1 ? dice_below(dice, count) : 0) };
}

static void draw_missing(struct sampler *sampler, unsigned threads)
{
    for (unsigned t = 0; t < threads && t < 64; t++)
        if (!(sampler->drawn >> t & 1)) {
            sampler->priority[t] = dice_roll(&sampler->dice) >> 1 | (uint64_t)1 << 32;
            sampler->drawn |= (uint64_t)1 << t;
        }
}

static uint16_t highest(const struct sampler *sampler, uint64_t among)
{
    uint16_t best = nth(among, 0);
    for (uint64_t left = among; left; left &= left - 1) {
        uint16_t thread = (uint16_t)__builtin_ctzll(left);
        if (sampler->priority[thread] > sampler->priority[best])
            best = thread;
    }
    return best;
}

/* At a change point, or when it polls, the running thread falls behind all others: later ones behind earlier ones. */
static void fall_behind(struct sampler *sampler, const struct options *options)
{
    uint32_t step = options->world->step;
    uint16_t current = options->current;
    if (current >= 64)
        return;
    bool yields = options->world->thread[current].last_act == ACT_YIELD;
    for (unsigned k = 0; k < sampler->changes; k++)
        yields = yields || sampler->change[k] == step;
    if (yields)
        sampler->priority[current] = UINT32_MAX - step;
}

/* What would race with the event that is done now gets another priority. */
static void draw_racing(struct sampler *sampler, const struct options *options, uint16_t thread)
{
    const struct world *world = options->world;
    struct event done, other;
    event_planned(&done, &world->thread[thread].about, sampler->machine);
    sampler->drawn &= ~((uint64_t)1 << thread);
    for (uint16_t t = 0; t < world->threads && t < 64; t++) {
        if (t == thread || world->thread[t].phase != THREAD_AT_GATE)
            continue;
        event_planned(&other, &world->thread[t].about, sampler->machine);
        if (events_conflict(&done, &other))
            sampler->drawn &= ~((uint64_t)1 << t);
    }
}

static struct choice choose_by_priority(struct sampler *sampler, const struct options *options)
{
    uint64_t among = options->willing;
    if (among == 0 || (among != all_of(options) && dice_below(&sampler->dice, CLOCK_HELPS) == 0))
        among = all_of(options);
    draw_missing(sampler, options->world->threads);
    if (sampler->how == SAMPLER_PCT)
        fall_behind(sampler, options);
    uint16_t thread = highest(sampler, among);
    if (sampler->how == SAMPLER_POS)
        draw_racing(sampler, options, thread);
    return any_way(&sampler->dice, options, thread);
}

/* Somebody who sleeps on a condition wakes up for no reason: not often, or the priorities would decide nothing. */
static bool dreams(struct sampler *sampler, const struct options *options, struct choice *choice)
{
    uint64_t among = sampler->spurious ? possible_dreamers(options->world) : 0;
    if (among == 0 || dice_below(&sampler->dice, DREAMS) != 0)
        return false;
    uint16_t thread = nth(among, dice_below(&sampler->dice, (unsigned)__builtin_popcountll(among)));
    *choice = (struct choice){ .thread = thread, .way = WAY_SPURIOUS };
    return true;
}

static struct choice choose(void *data, const struct options *options)
{
    struct sampler *sampler = data;
    struct choice choice;
    sampler->world = options->world;
    if (sampler->prefix && sampler->made.count < sampler->prefix->count)
        choice = sampler->prefix->choices[sampler->made.count];
    else if (sampler->how == SAMPLER_WALK)
        choice = random_choose(&sampler->dice, options);
    else if (!dreams(sampler, options, &choice))
        choice = choose_by_priority(sampler, options);
    sampler->preemptions += options_preempts(options, choice.thread) || choice.way == WAY_SPURIOUS;
    if (!schedule_add(&sampler->made, choice))
        sampler->out_of_memory = true;
    return choice;
}

static void begin(struct sampler *sampler, uint64_t seed)
{
    sampler->dice.state = seed;
    sampler->drawn = 0;
    sampler->preemptions = 0;
    schedule_cut(&sampler->made, 0);
    sampler->changes = 1 + dice_below(&sampler->dice, 3);
    uint32_t length = sampler->length > 0 ? sampler->length : 100;
    for (unsigned k = 0; k < sampler->changes; k++)
        sampler->change[k] = 1 + dice_below(&sampler->dice, length);
}

bool sampler_run(struct sampler *sampler, uint64_t seed, const struct sink *observer, struct run_end *end)
{
    struct chooser chooser = { .choose = choose, .data = sampler };
    begin(sampler, seed);
    sampler->machine->run(sampler->machine->data, &chooser, observer, sampler->limit, end);
    if (end->steps > sampler->length)
        sampler->length = end->steps;
    return !sampler->out_of_memory;
}

void sampler_free(struct sampler *sampler)
{
    schedule_free(&sampler->made);
}
