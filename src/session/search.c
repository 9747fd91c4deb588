/* search.c — a search, seen from the lab: builds, starts a host, sends orders, gathers reports; see search.h. */
#include "session/search.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "base/clock.h"
#include "build/strangers.h"
#include "session/hosting.h"
#include "session/reports.h"
#include "trace/schedule.h"

enum { AT_ONCE = 20000, STEPS = 5000 };
static const double SECONDS = 10, GRACE = 5;        /* how long; how much longer before the host counts as lost */
static const uint64_t NS = 1000000000;

struct search {
    struct orders orders;
    char *prefix;
    enum search_state state;
    struct err err;
    int ready;                      /* epoll descriptor over whatever there is to wait for */
    struct build *build;
    struct symbols *symbols;
    char stranger[200];             /* see search_stranger; "" */
    struct hosting hosting;
    uint64_t began;                 /* ns, monotonic */
    bool stopping;
    struct reports reports;
};

static void watch(struct search *search, int fd)
{
    struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };
    if (fd >= 0)
        epoll_ctl(search->ready, EPOLL_CTL_ADD, fd, &event);
}

static void unwatch(struct search *search, int fd)
{
    if (fd >= 0)
        epoll_ctl(search->ready, EPOLL_CTL_DEL, fd, NULL);
}

static void fail(struct search *search, const char *why)
{
    snprintf(search->err.text, sizeof search->err.text, "%s", why);
    search->state = SEARCH_FAILED;
}

static void end_host(struct search *search)
{
    if (search->hosting.host)
        unwatch(search, process_fd(search->hosting.host));
    if (search->hosting.channel)
        unwatch(search, channel_event_fd(search->hosting.channel));
    hosting_end(&search->hosting);
}

/* ---- beginning ---- */

static struct orders orders_of(const struct search_plan *plan)
{
    double seconds = plan->seconds > 0 ? plan->seconds : SECONDS;
    return (struct orders){
        .how = plan->how, .bound = plan->bound, .seed = plan->seed ? plan->seed : 1,
        .nanoseconds = (uint64_t)(seconds * (double)NS), .executions = plan->executions,
        .steps = plan->steps ? plan->steps : STEPS, .spurious = plan->spurious, .first = plan->first,
        .uses = plan->uses,
    };
}

struct search *search_start(const struct search_plan *plan, struct err *err)
{
    struct search *search = calloc(1, sizeof *search);
    if (!search) {
        err_set(err, "no memory for a search");
        return NULL;
    }
    search->ready = epoll_create1(EPOLL_CLOEXEC);
    search->orders = orders_of(plan);
    search->prefix = strdup(plan->prefix ? plan->prefix : "");
    search->orders.prefix = search->prefix;
    struct build_plan build = { .sources = plan->sources, .flags = plan->flags, .flavours = BUILD_TRACED };
    stranger_among_flags(plan->flags, search->stranger, sizeof search->stranger);
    if (search->ready < 0 || !search->prefix || !reports_begin(&search->reports, plan->uses))
        err_set(err, "no memory for a search");
    else
        search->build = build_start(&build, err);
    if (!search->build) {
        search_close(search);
        return NULL;
    }
    watch(search, build_fd(search->build));
    search->state = SEARCH_BUILDS;
    return search;
}

void search_close(struct search *search)
{
    if (!search)
        return;
    end_host(search);
    build_destroy(search->build);
    symbols_close(search->symbols);
    reports_free(&search->reports);
    free(search->prefix);
    if (search->ready >= 0)
        close(search->ready);
    free(search);
}

static bool send_orders(struct search *search)
{
    static struct command command;
    command = (struct command){ .kind = COMMAND_SEARCH, .number = 1 };
    if (orders_write(&search->orders, command.text, sizeof command.text) >= sizeof command.text)
        return err_set(&search->err, "The schedule to begin with is too long.");
    return channel_send(search->hosting.channel, &command, &search->err);
}

static void start_host(struct search *search)
{
    if (!hosting_start(&search->hosting, build_traced(search->build), false, NULL, &search->err)) {
        search->state = SEARCH_FAILED;
        return;
    }
    watch(search, process_fd(search->hosting.host));
    watch(search, channel_event_fd(search->hosting.channel));
    search->began = clock_monotonic();
    search->state = send_orders(search) ? SEARCH_RUNS : SEARCH_FAILED;
    search->symbols = symbols_open(build_traced(search->build), NULL);
    if (!search->stranger[0])
        stranger_called(build_traced(search->build), search->stranger, sizeof search->stranger);
    if (search->stopping)
        search_stop(search);
}

static bool look_at_build(struct search *search)
{
    int fd = build_fd(search->build);
    enum build_state state = build_poll(search->build);
    if (state == BUILD_RUNS)
        return false;
    unwatch(search, fd);
    if (state == BUILD_FAILED)
        fail(search, build_error(search->build)->text);
    else
        start_host(search);
    return true;
}

/* ---- what comes up ---- */

/* Has everything been understood? A failure may have been in what was not. */
static bool is_whole(struct search *search)
{
    struct channel *channel = search->hosting.channel;
    return reports_are_whole(&search->reports) && channel_damaged(channel) == 0 && channel_lost(channel) == 0;
}

static void take(struct search *search, const struct step *step)
{
    reports_take(&search->reports, step);
    if (step->phase == PHASE_MARK && step->value == 1) {
        search->state = SEARCH_ENDED;
        if (step->result != 0)
            fail(search, strerror(step->result));
        else if (!is_whole(search))
            snprintf(search->err.text, sizeof search->err.text, "not all that the search told could be read");
    }
}

static bool take_in(struct search *search)
{
    struct step step;
    int count = 0;
    while (search->hosting.channel && count < AT_ONCE && channel_take(search->hosting.channel, &step)) {
        take(search, &step);
        count++;
    }
    if (search->hosting.channel)
        channel_arm(search->hosting.channel);
    return count > 0;
}

/* The host died under the search: the program did something to it. */
static void host_has_gone(struct search *search, const struct process_report *report)
{
    search->state = SEARCH_ENDED;
    if (report->end == PROCESS_NOT_STARTED)
        fail(search, report->why.text);
    else if (report->end == PROCESS_OVER_MEMORY)
        snprintf(search->err.text, sizeof search->err.text, "the program took more memory than the lab allows.");
    else if (report->end == PROCESS_SIGNALLED)
        snprintf(search->err.text, sizeof search->err.text, "%s", hosting_signal_story(report->code));
    else
        snprintf(search->err.text, sizeof search->err.text, "its process ended. %.200s",
                 process_output(search->hosting.host, NULL, NULL));
}

static bool look_at_host(struct search *search)
{
    struct process_report report;
    process_poll(search->hosting.host, &report);
    if (report.end == PROCESS_RUNS)
        return false;
    while (take_in(search))
        ;
    if (search->state == SEARCH_RUNS)
        host_has_gone(search, &report);
    return true;
}

static uint64_t deadline(const struct search *search)
{
    return search->began + search->orders.nanoseconds + (uint64_t)(GRACE * (double)NS);
}

bool search_poll(struct search *search)
{
    bool changed = false;
    if (search->state == SEARCH_BUILDS)
        return look_at_build(search);
    if (search->state != SEARCH_RUNS)
        return false;
    changed = take_in(search);
    changed = look_at_host(search) || changed;
    if (search->state == SEARCH_RUNS && clock_monotonic() > deadline(search)) {
        snprintf(search->err.text, sizeof search->err.text, "its process does not answer any more");
        search->state = SEARCH_ENDED;
        changed = true;
    }
    if (search->state != SEARCH_RUNS)
        end_host(search);
    return changed;
}

void search_stop(struct search *search)
{
    struct command command = { .kind = COMMAND_NEXT, .number = 2 };
    struct err err;
    search->stopping = true;
    if (search->state == SEARCH_RUNS)
        channel_send(search->hosting.channel, &command, &err);
}

int search_fd(const struct search *search)
{
    return search->ready;
}

int search_wait(const struct search *search)
{
    if (search->state == SEARCH_BUILDS)     /* from the cache: there is nothing to wait for */
        return build_fd(search->build) < 0 ? 0 : -1;
    if (search->state != SEARCH_RUNS)
        return -1;
    uint64_t now = clock_monotonic(), end = deadline(search);
    return end > now ? (int)((end - now) / 1000000) + 1 : 0;
}

/* ---- what is known ---- */

void search_finish(struct search *search)
{
    while (search->state == SEARCH_BUILDS || search->state == SEARCH_RUNS) {
        struct pollfd ready = { .fd = search_fd(search), .events = POLLIN };
        poll(&ready, 1, search_wait(search));
        while (search_poll(search))
            ;
    }
}

enum search_state search_state(const struct search *search)
{
    return search->state;
}

const char *search_error(const struct search *search)
{
    return search->err.text;
}

size_t search_messages(const struct search *search, const struct build_message **messages)
{
    return build_messages(search->build, messages);
}

const char *search_stranger(const struct search *search)
{
    return search->stranger[0] ? search->stranger : NULL;
}

const struct report *search_progress(const struct search *search)
{
    return &search->reports.progress.report;
}

size_t search_found(const struct search *search, const struct report *const **found)
{
    *found = search->reports.found.report;
    return search->reports.found.count;
}

size_t search_races(const struct search *search, const struct report *const **races)
{
    *races = search->reports.races.report;
    return search->reports.races.count;
}

size_t search_uses(const struct search *search, const struct search_use **uses)
{
    *uses = search->reports.uses;
    return search->state == SEARCH_ENDED ? search->reports.use_count : 0;
}

bool search_place(const struct search *search, uint64_t place, struct place *out)
{
    return search->symbols && place != 0 && symbols_place(search->symbols, place, out);
}

const struct report *search_worst(const struct search *search)
{
    const struct report *worst = NULL;
    for (size_t k = 0; k < search->reports.found.count; k++) {
        const struct report *found = search->reports.found.report[k];
        if (found->failed && (!worst || report_is_simpler(found, worst)))
            worst = found;
    }
    for (size_t k = 0; k < search->reports.races.count && (!worst || worst->kind == REPORT_RACE); k++)
        if (!worst || report_is_simpler(search->reports.races.report[k], worst))
            worst = search->reports.races.report[k];
    return worst;
}

enum search_verdict search_verdict(const struct search *search)
{
    const struct report *progress = &search->reports.progress.report;
    if (search_worst(search))
        return VERDICT_FAILS;
    if (progress->stopped == STOP_ONLY_LIVE || progress->stopped == STOP_DIVERGED)
        return VERDICT_REFUSED;
    if (search->state != SEARCH_ENDED || search->err.text[0] || progress->hidden || search->stranger[0])
        return VERDICT_UNKNOWN;
    if (progress->complete)
        return VERDICT_SOUND;
    return progress->bounded > 0 && progress->cut == 0 ? VERDICT_BOUNDED : VERDICT_UNKNOWN;
}

bool search_chance(const struct search *search, const struct report *found, double *chance, double *error)
{
    double n = (double)search->reports.progress.report.sampled, z = 1.96;
    if (n <= 0)
        return false;
    double p = (double)found->sampled / n, factor = 1 / (1 + z * z / n);
    *chance = p;
    *error = factor * z * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return true;
}
