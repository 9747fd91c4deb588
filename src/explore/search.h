/* search.h — carries out the orders of a search: first schedules with few preemptions, since those are the simplest to
 * understand; then every trace; then, of what is too large for that, as much as time allows at random. Tells of each
 * thing found when it is found, and ends by saying what has been covered and why it ended.
 * Memory: what it needs is freed when it returns. Threads: one. */
#ifndef EXPLORE_SEARCH_H
#define EXPLORE_SEARCH_H

#include "explore/machine.h"
#include "trace/orders.h"
#include "trace/report.h"

/* Takes each report; its texts are the search's. */
struct listener {
    void (*tell)(void *data, const struct report *report);
    void *data;
};

void search_run(const struct machine *machine, const struct orders *orders, const struct listener *listener);

#endif
