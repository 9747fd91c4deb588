/* outcomes_rows.c — the rows of the outcomes screen: their order, and what is known of each; see outcomes_inside.h. */
#include <string.h>

#include "session/judge.h"
#include "view/rooms/outcomes_inside.h"

bool outcomes_goes_on(const struct outcomes_room *self)
{
    enum search_state state = search_state(self->plan.search);
    return state == SEARCH_RUNS || state == SEARCH_BUILDS;
}

bool outcomes_free_goes_on(const struct outcomes_room *self)
{
    return self->plan.free_runs && free_runs_state(self->plan.free_runs) <= FREE_RUNS;
}

bool outcomes_has_failed(const struct outcomes_room *self, const struct report *report)
{
    if (report->kind == REPORT_RACE || report->failed)
        return true;
    return self->plan.expect && !outcomes_is_cut_off(report) && !judge_last_line(report->output, self->plan.expect);
}

bool outcomes_refused(const struct outcomes_room *self)
{
    const struct report *progress = search_progress(self->plan.search);
    return progress->stopped == STOP_ONLY_LIVE || progress->stopped == STOP_DIVERGED;
}

/* A report's counts are of when it was told; only at the end all are told again. */
bool outcomes_counted(const struct outcomes_room *self)
{
    return search_state(self->plan.search) == SEARCH_ENDED && search_progress(self->plan.search)->kind == REPORT_END
        && !*search_error(self->plan.search) && !outcomes_refused(self);
}

/* The lab could not follow it any further: neither right nor wrong. */
bool outcomes_is_cut_off(const struct report *report)
{
    return report->kind == REPORT_FOUND && (report->outcome == OUTCOME_ONLYLIVE || report->outcome == OUTCOME_LIMIT ||
                                            report->outcome == OUTCOME_MEMORY);
}

/* Of all ways, if all have been gone; else of the random runs. */
double outcomes_share(const struct outcomes_room *self, const struct report *report)
{
    const struct report *progress = search_progress(self->plan.search);
    if (report->kind == REPORT_RACE || !outcomes_counted(self))
        return 0;
    if (progress->complete && progress->traces)
        return (double)report->traces / (double)progress->traces;
    return progress->sampled ? (double)report->sampled / (double)progress->sampled : 0;
}

/* ---- order ---- */

static int group(const struct outcomes_room *self, const struct report *report)
{
    if (report->kind == REPORT_RACE)
        return 1;
    return outcomes_has_failed(self, report) ? 0 : 2;
}

static bool comes_before(const struct outcomes_room *self, const struct report *a, const struct report *b)
{
    int group_a = group(self, a), group_b = group(self, b);
    double share_a = outcomes_share(self, a), share_b = outcomes_share(self, b);
    if (group_a != group_b)
        return group_a < group_b;
    if (share_a < share_b || share_b < share_a)
        return share_a > share_b;
    return a->preemptions < b->preemptions;
}

static void insert(struct outcomes_room *self, const struct report *report)
{
    if (self->count == OUTCOMES_ROWS)
        return;
    size_t at = self->count++;
    for (; at > 0 && comes_before(self, report, self->rows[at - 1]); at--)
        self->rows[at] = self->rows[at - 1];
    self->rows[at] = report;
}

/* What the learner has chosen stays chosen; before that the cursor is on the first row, whatever is found. */
static void find_chosen(struct outcomes_room *self)
{
    if (!self->moved)
        self->row = 0;
    for (size_t k = 0; self->moved && k < self->count; k++)
        if (self->rows[k]->kind == self->kind && self->rows[k]->number == self->number)
            self->row = k;
    if (self->row >= self->count)
        self->row = self->count ? self->count - 1 : 0;
}

void outcomes_sort(struct outcomes_room *self)
{
    const struct report *const *list;
    size_t count = search_found(self->plan.search, &list);
    self->count = 0;
    for (size_t k = 0; k < count; k++)
        insert(self, list[k]);
    count = search_races(self->plan.search, &list);
    for (size_t k = 0; k < count; k++)
        insert(self, list[k]);
    find_chosen(self);
    outcomes_compare(self);
}

size_t outcomes_count(const struct outcomes_room *self)
{
    const struct report *const *list;
    size_t count = search_found(self->plan.search, &list);
    return count + search_races(self->plan.search, &list);
}

const struct report *outcomes_chosen(const struct outcomes_room *self)
{
    return self->row < self->count ? self->rows[self->row] : NULL;
}

/* ---- free runs ---- */

/* How a result looks from outside, where nothing watches. A leak and a breach of a primitive's rules do not show. */
static bool looks_so(const struct report *report, const struct free_result *result)
{
    switch ((enum outcome)report->outcome) {
    case OUTCOME_EXITED:
        return result->end == FREE_EXITED && result->code == (int)(uint8_t)report->code
            && strcmp(result->printed, report->output) == 0;
    case OUTCOME_DEADLOCK:
    case OUTCOME_LIVELOCK:
    case OUTCOME_STUCK:
        return result->end == FREE_HUNG;
    case OUTCOME_ASSERT:
    case OUTCOME_ABORTED:
    case OUTCOME_CRASHED:
    case OUTCOME_OVERFLOW:
    case OUTCOME_KILLED:
        return result->end == FREE_SIGNALLED;
    default:
        return false;
    }
}

/* Would any run that looks like the one look like the other? */
static bool look_alike(const struct report *a, const struct report *b)
{
    struct free_result exited = { .end = FREE_EXITED, .code = (int)(uint8_t)a->code, .printed = (char *)a->output };
    struct free_result hung = { .end = FREE_HUNG }, signalled = { .end = FREE_SIGNALLED };
    return (looks_so(a, &exited) && looks_so(b, &exited)) || (looks_so(a, &hung) && looks_so(b, &hung))
        || (looks_so(a, &signalled) && looks_so(b, &signalled));
}

static bool shows_outside(const struct outcomes_room *self, const struct report *report)
{
    const struct report *const *found;
    size_t count = search_found(self->plan.search, &found);
    if (report->kind == REPORT_RACE || report->leaked || !look_alike(report, report))
        return false;
    for (size_t k = 0; k < count; k++)
        if (found[k] != report && look_alike(report, found[k]))
            return false;
    return true;
}

bool outcomes_free(const struct outcomes_room *self, const struct report *report, unsigned *times)
{
    const struct free_result *results;
    unsigned of;
    *times = 0;
    if (!self->plan.free_runs || free_runs_count(self->plan.free_runs, &of) == 0 || !shows_outside(self, report))
        return false;
    size_t count = free_runs_results(self->plan.free_runs, &results);
    for (size_t k = 0; k < count; k++)
        *times += looks_so(report, &results[k]) ? results[k].times : 0;
    return true;
}

unsigned outcomes_free_strangers(const struct outcomes_room *self)
{
    const struct free_result *results;
    const struct report *const *found;
    unsigned of, known = 0;
    size_t count = free_runs_results(self->plan.free_runs, &results), founds = search_found(self->plan.search, &found);
    for (size_t k = 0; k < count; k++) {
        bool same = false;
        for (size_t f = 0; f < founds && !same; f++)
            same = looks_so(found[f], &results[k]);
        known += same ? results[k].times : 0;
    }
    return free_runs_count(self->plan.free_runs, &of) - known - free_runs_hung(self->plan.free_runs);
}
