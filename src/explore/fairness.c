/* fairness.c — see fairness.h. */
#include "explore/fairness.h"

struct watcher {
    const struct schedule *schedule;
    size_t made;
    uint32_t patience;
    uint32_t waited[64];            /* steps for which the thread could have gone on, since its last turn */
    bool fair;
};

static struct choice choose(void *data, const struct options *options)
{
    struct watcher *watcher = data;
    if (watcher->made >= watcher->schedule->count || !watcher->fair)
        return (struct choice){ .thread = NOBODY };
    struct choice choice = watcher->schedule->choices[watcher->made++];
    for (uint64_t left = options->willing; left; left &= left - 1) {
        unsigned thread = (unsigned)__builtin_ctzll(left);
        watcher->fair = watcher->fair && ++watcher->waited[thread] <= watcher->patience;
    }
    if (choice.thread < 64)
        watcher->waited[choice.thread] = 0;
    return choice;
}

bool fairness_holds(const struct machine *machine, const struct schedule *schedule, uint32_t patience)
{
    struct watcher watcher = { .schedule = schedule, .patience = patience, .fair = true };
    struct chooser chooser = { .choose = choose, .data = &watcher };
    struct run_end end;
    machine->run(machine->data, &chooser, NULL, 0, &end);
    return watcher.fair;
}
