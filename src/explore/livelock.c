/* livelock.c — see livelock.h. A state is looked up among all that were before; the latest occurrence closes the shortest
 * circle. */
#include "explore/livelock.h"

#include <stdlib.h>

/* A point of the execution, before a choice. */
struct moment {
    uint64_t state;
    uint64_t willing;           /* who could go on by itself */
    uint16_t thread;            /* who did go */
    uint32_t before;            /* the latest moment with the same low bits of its state, + 1; 0: none */
};

struct watcher {
    const struct machine *machine;
    const struct schedule *schedule;
    struct moment *moment;
    uint32_t *latest;           /* by the low bits of a state: a moment, + 1 */
    size_t mask, made;
    unsigned preemptions;
    bool proven;
    struct circle *circle;
};

/* What happened on the way from a moment to now; the way is made longer from its beginning, so that each moment is looked
 * at once, however many circles there may be. */
struct lap { size_t from; uint64_t always, gone; };

static void begin_at(struct lap *lap, const struct watcher *watcher, size_t from)
{
    while (lap->from > from) {
        const struct moment *moment = &watcher->moment[--lap->from];
        lap->always &= moment->willing;
        if (moment->thread < 64)
            lap->gone |= (uint64_t)1 << moment->thread;
    }
}

/* Did everyone who could go on all the way have a turn? */
static bool is_fair(const struct lap *lap)
{
    return (lap->always & ~lap->gone) == 0;
}

static bool closes_circle(const struct watcher *watcher, size_t now)
{
    struct lap lap = { now, ~(uint64_t)0, 0 };
    for (uint32_t k = watcher->moment[now].before; k > 0; k = watcher->moment[k - 1].before) {
        if (watcher->moment[k - 1].state != watcher->moment[now].state)
            continue;
        begin_at(&lap, watcher, k - 1);
        if (is_fair(&lap)) {
            *watcher->circle = (struct circle){ k - 1, (uint32_t)now, watcher->preemptions };
            return true;
        }
    }
    return false;
}

static struct choice choose(void *data, const struct options *options)
{
    struct watcher *watcher = data;
    bool over = watcher->made >= watcher->schedule->count;      /* but the state after the last choice counts, too */
    struct choice choice = { .thread = NOBODY };
    struct moment *moment = &watcher->moment[watcher->made];
    if (watcher->proven || watcher->made > watcher->schedule->count)
        return choice;
    if (!over)
        choice = watcher->schedule->choices[watcher->made];
    moment->state = watcher->machine->state(watcher->machine->data);
    uint32_t *latest = &watcher->latest[moment->state & watcher->mask];
    moment->willing = options->willing;
    moment->thread = choice.thread;
    moment->before = *latest;
    *latest = (uint32_t)watcher->made + 1;
    watcher->proven = closes_circle(watcher, watcher->made);
    watcher->preemptions += !over && options_preempts(options, choice.thread);
    watcher->made++;
    return choice;
}

bool livelock_proven(const struct machine *machine, const struct schedule *schedule, struct circle *circle)
{
    size_t size = 64;
    while (size < schedule->count)
        size *= 2;
    struct watcher watcher = {
        .machine = machine, .schedule = schedule, .mask = size - 1, .circle = circle,
        .moment = malloc((schedule->count + 1) * sizeof *watcher.moment), .latest = calloc(size, sizeof *watcher.latest),
    };
    struct chooser chooser = { .choose = choose, .data = &watcher };
    struct run_end end;
    if (machine->state && watcher.moment && watcher.latest)
        machine->run(machine->data, &chooser, NULL, 0, &end);
    free(watcher.moment);
    free(watcher.latest);
    return watcher.proven;
}
