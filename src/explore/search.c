/* search.c — see search.h. */
#include "explore/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "explore/bounded.h"
#include "explore/dpor.h"
#include "explore/findings.h"
#include "explore/livelock.h"
#include "explore/sampler.h"

enum {
    FEW = 3,                        /* bounds tried before every trace: 0, 1, 2 preemptions */
    MANY = 12,                      /* and afterwards, to tell a failure more simply */
    SAMPLES = 1000,                 /* random runs, to tell how likely a result is */
    LOOK_EVERY = 32,                /* executions between two looks at the clock */
    PROOFS = 200,                   /* long executions that are looked at for a livelock: that takes as long as to make them */
};
static const uint64_t TELL_EVERY = 50000000;    /* ns */

struct search {
    const struct machine *machine;
    const struct orders *orders;
    const struct listener *listener;
    struct schedule prefix;
    struct findings findings;
    struct report progress;
    uint64_t began, told;
    uint64_t look;                  /* executions until the next look at the clock */
    char only_live[240];            /* what only a live run can do; "" nothing */
    bool cut_off;                   /* a run was ended by a limit of the lab's */
    bool over;                      /* progress.stopped says why */
};

/* ---- telling ---- */

static uint64_t elapsed(const struct search *search)
{
    return search->machine->now(search->machine->data) - search->began;
}

static void tell(struct search *search, const struct report *report)
{
    search->listener->tell(search->listener->data, report);
}

static void tell_changed(struct search *search, struct finding *list, size_t count)
{
    for (size_t k = 0; k < count; k++)
        if (list[k].changed) {
            list[k].changed = false;
            tell(search, &list[k].report);
        }
}

static void tell_all(struct search *search)
{
    search->told = elapsed(search);
    search->progress.nanoseconds = search->told;
    search->progress.hidden = search->machine->overflowed(search->machine->data)  || search->cut_off;
    tell_changed(search, search->findings.found, search->findings.founds);
    tell_changed(search, search->findings.race, search->findings.races);
    tell(search, &search->progress);
}

static void stop(struct search *search, enum search_stop why)
{
    search->over = true;
    search->progress.stopped = why;
}

/* After each execution: is there a reason to end? `until`: ns at which this part of the search shall end. */
static bool goes_on(struct search *search, uint64_t until)
{
    const struct orders *orders = search->orders;
    if (orders->executions && search->progress.executions >= orders->executions)
        stop(search, STOP_EXECUTIONS);
    if (search->over || search->look-- > 0)
        return !search->over;
    search->look = LOOK_EVERY;
    uint64_t time = elapsed(search);
    if (time - search->told >= TELL_EVERY)
        tell_all(search);
    if (search->machine->interrupted(search->machine->data))
        stop(search, STOP_ASKED);
    else if (orders->nanoseconds && time >= orders->nanoseconds)
        stop(search, STOP_TIME);
    return !search->over && (until == 0 || time < until);
}

/* ---- executions ---- */

static bool is_long(const struct search *search, const struct execution *execution)
{
    return execution->end->outcome == OUTCOME_LIVELOCK && execution->end->steps >= search->orders->steps;
}

static bool copy_schedule(const void *data, struct schedule *schedule)
{
    const struct schedule *from = data;
    for (size_t k = 0; k < from->count; k++)
        if (!schedule_add(schedule, from->choices[k]))
            return false;
    return true;
}

/* Of an execution that was cut off at the bound on steps: is it a livelock, and not only long, or unfair to somebody? Then it
 * is told as far as the first circle. */
static bool is_endless(const struct search *search, struct execution *execution, struct schedule *schedule)
{
    struct circle circle;
    if (search->progress.cut >= PROOFS || !execution->schedule(execution->data, schedule)
        || !livelock_proven(search->machine, schedule, &circle))
        return false;
    schedule_cut(schedule, circle.to);
    execution->steps = circle.to;
    execution->circle = circle.from;
    execution->preemptions = circle.preemptions;
    execution->output = search->machine->output(search->machine->data, &execution->output_length);
    execution->schedule = copy_schedule;
    execution->data = schedule;
    return true;
}

static void count_execution(struct search *search, const struct execution *execution)
{
    const struct run_end *end = execution->end;
    struct report *progress = &search->progress;
    progress->executions++;
    progress->traces += execution->is_trace;
    progress->sampled += execution->is_sample;
    if (end->steps > progress->longest)
        progress->longest = end->steps;
    if (execution->world && execution->world->threads > progress->threads)
        progress->threads = execution->world->threads;
    if (end->outcome == OUTCOME_ONLYLIVE)
        snprintf(search->only_live, sizeof search->only_live, "%s", end->text);
    search->cut_off = search->cut_off || end->outcome == OUTCOME_LIMIT || end->outcome == OUTCOME_MEMORY;
    if (!findings_note(&search->findings, execution))
        stop(search, STOP_MEMORY);
}

static void note(struct search *search, struct execution *execution)
{
    struct schedule schedule = { 0 };
    struct run_end end = *execution->end;           /* following it again runs the machine */
    execution->end = &end;
    if (!is_long(search, execution) || is_endless(search, execution, &schedule))
        count_execution(search, execution);
    else
        search->progress.cut++;
    schedule_free(&schedule);
}

static struct execution execution_of(const struct search *search, const struct run_end *end)
{
    struct execution execution = { .end = end, .steps = end->steps };
    execution.output = search->machine->output(search->machine->data, &execution.output_length);
    return execution;
}

/* ---- few preemptions ---- */

static bool schedule_of_bounded(const void *data, struct schedule *schedule)
{
    return bounded_schedule(data, schedule);
}

/* All schedules with exactly so many preemptions; false: it did not come to an end, or there is nothing to go on for. */
static bool search_bound(struct search *search, unsigned exact, uint64_t until)
{
    struct bounded *bounded = bounded_begin(search->machine, exact, search->orders->steps, search->orders->spurious,
                                            &search->prefix);
    struct sink observer = { .put = findings_watch, .data = &search->findings };
    enum bounded_run run = BOUNDED_NO_MEMORY;
    struct run_end end;
    bool counts;
    do {
        findings_begin_run(&search->findings);
        if (!bounded || (run = bounded_next(bounded, &observer, &end, &counts)) != BOUNDED_RAN)
            break;
        struct execution execution = execution_of(search, &end);
        execution.world = bounded_world(bounded);
        execution.preemptions = bounded_preemptions(bounded);
        execution.schedule = schedule_of_bounded;
        execution.data = bounded;
        note(search, &execution);
    } while (goes_on(search, until));
    bounded_end(bounded);
    if (run == BOUNDED_DIVERGED)
        stop(search, STOP_DIVERGED);
    else if (run == BOUNDED_NO_MEMORY)
        stop(search, STOP_MEMORY);
    return run == BOUNDED_FINISHED;
}

static void search_bounds(struct search *search, unsigned from, unsigned below, uint64_t until)
{
    search->progress.phase = DOING_BOUNDED;
    for (unsigned exact = from; exact < below && !search->over; exact++) {
        if (!search_bound(search, exact, until))
            return;
        search->progress.bounded = exact + 1;
        if (search->orders->first && findings_failed(&search->findings))
            stop(search, STOP_FOUND);
    }
}

/* ---- every trace ---- */

static bool schedule_of_dpor(const void *data, struct schedule *schedule)
{
    return dpor_schedule(data, schedule);
}

static void note_trace(struct search *search, const struct dpor *dpor, const struct run_end *end)
{
    struct execution execution = execution_of(search, end);
    execution.world = dpor_world(dpor);
    execution.preemptions = dpor_preemptions(dpor);
    execution.is_trace = true;
    execution.schedule = schedule_of_dpor;
    execution.data = dpor;
    note(search, &execution);
    if (search->look == 0) {
        double share = dpor_share(dpor);
        search->progress.estimate = share > 0 ? (uint64_t)((double)search->progress.traces / share) : 0;
    }
    if (search->orders->first && findings_failed(&search->findings))
        stop(search, STOP_FOUND);
}

static void finish_traces(struct search *search, enum dpor_run run)
{
    if (run == DPOR_FINISHED) {
        search->progress.complete = search->progress.cut == 0;
        search->progress.estimate = search->progress.traces;
    } else if (run == DPOR_DIVERGED) {
        stop(search, STOP_DIVERGED);
    } else if (run == DPOR_NO_MEMORY) {
        stop(search, STOP_MEMORY);
    }
}

static void search_traces(struct search *search, uint64_t until)
{
    struct dpor *dpor = dpor_begin(search->machine, search->orders->steps, search->orders->spurious);
    struct sink observer = { .put = findings_watch, .data = &search->findings };
    enum dpor_run run = DPOR_NO_MEMORY;
    struct run_end end;
    search->progress.phase = DOING_ALL;
    if (dpor && dpor_begin_with(dpor, &search->prefix)) {
        dpor_observe(dpor, &observer);
        do {
            findings_begin_run(&search->findings);
            run = dpor_next(dpor, &end);
            if (run == DPOR_TRACE)
                note_trace(search, dpor, &end);
            else if (run == DPOR_REDUNDANT)
                search->progress.redundant++;
        } while (run <= DPOR_REDUNDANT && goes_on(search, until));
    }
    dpor_end(dpor);
    finish_traces(search, run);
}

/* ---- at random ---- */

static bool schedule_of_sampler(const void *data, struct schedule *schedule)
{
    const struct sampler *sampler = data;
    for (size_t k = 0; k < sampler->made.count; k++)
        if (!schedule_add(schedule, sampler->made.choices[k]))
            return false;
    return true;
}

/* `runs` runs, or until the time is over. `alternate`: PCT and POS in turn. */
static void search_randomly(struct search *search, enum sampler_how how, bool alternate, uint64_t runs, uint64_t until)
{
    struct sampler sampler = {
        .machine = search->machine, .how = how, .limit = search->orders->steps, .prefix = &search->prefix,
        .spurious = search->orders->spurious,
    };
    struct sink observer = { .put = findings_watch, .data = &search->findings };
    struct run_end end;
    search->progress.phase = DOING_RANDOM;
    for (uint64_t k = 0; k < runs && !search->over; k++) {
        if (alternate)
            sampler.how = k % 2 ? SAMPLER_PCT : SAMPLER_POS;
        findings_begin_run(&search->findings);
        if (!sampler_run(&sampler, search->orders->seed + k, &observer, &end)) {
            stop(search, STOP_MEMORY);
            break;
        }
        if (end.outcome == OUTCOME_RUNNING) {   /* what it is to begin with cannot be followed */
            stop(search, STOP_DIVERGED);
            break;
        }
        struct execution execution = execution_of(search, &end);
        execution.world = sampler.world;
        execution.preemptions = sampler.preemptions;
        execution.is_sample = sampler.how == SAMPLER_WALK;
        execution.schedule = schedule_of_sampler;
        execution.data = &sampler;
        note(search, &execution);
        if (search->orders->first && findings_failed(&search->findings))
            stop(search, STOP_FOUND);
        if (!goes_on(search, until))
            break;
    }
    sampler_free(&sampler);
}

/* ---- the whole ---- */

/* Is there a failure that may have a simpler schedule than the one that is known? */
static bool could_be_simpler(const struct search *search)
{
    uint64_t bound = search->progress.bounded;
    for (size_t k = 0; k < search->findings.founds; k++)
        if (search->findings.found[k].report.failed && search->findings.found[k].report.preemptions > bound)
            return true;
    for (size_t k = 0; k < search->findings.races; k++)
        if (search->findings.race[k].report.preemptions > bound)
            return true;
    return false;
}

static uint64_t part(const struct search *search, double share)
{
    return search->orders->nanoseconds ? (uint64_t)(share * (double)search->orders->nanoseconds) : 0;
}

static void search_all_ways(struct search *search)
{
    search_bounds(search, 0, FEW, part(search, 0.25));
    if (!search->over)
        search_traces(search, part(search, 0.75));
    for (unsigned exact = (unsigned)search->progress.bounded; !search->over && exact < MANY && could_be_simpler(search); exact++)
        search_bounds(search, exact, exact + 1, part(search, 0.9));
    if (!search->over && !search->orders->first)
        search_randomly(search, SAMPLER_WALK, false, SAMPLES, part(search, 0.95));
    if (!search->over && !search->progress.complete)
        search_randomly(search, SAMPLER_PCT, true, UINT64_MAX, 0);
}

static void carry_out(struct search *search)
{
    switch (search->orders->how) {
    case SEARCH_COMPLETE:
        search_traces(search, 0);
        break;
    case SEARCH_BOUNDED:
        search_bounds(search, 0, search->orders->bound + 1, 0);
        break;
    case SEARCH_PCT:
        search_randomly(search, SAMPLER_PCT, false, UINT64_MAX, 0);
        break;
    case SEARCH_POS:
        search_randomly(search, SAMPLER_POS, false, UINT64_MAX, 0);
        break;
    default:
        search_all_ways(search);
        break;
    }
}

/* A schedule that is only to be followed: it may be a livelock's, and close a circle with its last step. */
static bool replays_livelock(struct search *search)
{
    struct circle circle;
    if (search->orders->executions != 1 || search->prefix.count == 0
        || !livelock_proven(search->machine, &search->prefix, &circle) || circle.to != search->prefix.count)
        return false;
    struct run_end end = { .outcome = OUTCOME_LIVELOCK, .thread = NOBODY };
    struct execution execution = {
        .end = &end, .steps = circle.to, .circle = circle.from, .preemptions = circle.preemptions, .schedule = copy_schedule,
        .data = &search->prefix,
    };
    execution.output = search->machine->output(search->machine->data, &execution.output_length);
    findings_begin_run(&search->findings);
    count_execution(search, &execution);
    return true;
}

static void tell_uses(struct search *search)
{
    const struct usage *usage = search->findings.usage;
    struct report report = { .kind = REPORT_USE };
    for (size_t k = 0; usage && k < 2 * USES; k++)
        if (usage_report(usage, k, &report))
            tell(search, &report);
    search->progress.together = usage ? usage->together : 0;
}

/* Counts have changed since they were told last, too. */
static void conclude(struct search *search)
{
    struct report *progress = &search->progress;
    if (search->only_live[0]) {
        progress->complete = 0;
        progress->stopped = STOP_ONLY_LIVE;
        progress->text = search->only_live;
    } else if (progress->stopped == STOP_NOT) {
        progress->stopped = STOP_DONE;
    }
    for (size_t k = 0; k < search->findings.founds; k++)
        search->findings.found[k].changed = true;
    for (size_t k = 0; k < search->findings.races; k++)
        search->findings.race[k].changed = true;
    progress->kind = REPORT_END;
    tell_uses(search);
    tell_all(search);
}

void search_run(const struct machine *machine, const struct orders *orders, const struct listener *listener)
{
    struct search *search = calloc(1, sizeof *search);
    struct err err;
    if (!search)
        return;
    search->machine = machine;
    search->orders = orders;
    search->listener = listener;
    search->began = machine->now(machine->data);
    search->progress.kind = REPORT_PROGRESS;
    search->findings.usage = orders->uses ? calloc(1, sizeof *search->findings.usage) : NULL;
    if (search->findings.usage)
        search->findings.usage->machine = machine;
    if (orders->prefix && !schedule_read(&search->prefix, orders->prefix, &err))
        stop(search, STOP_DIVERGED);
    else if (!replays_livelock(search))
        carry_out(search);
    conclude(search);
    findings_free(&search->findings);
    schedule_free(&search->prefix);
    free(search);
}
