/* check_jobs.c — `--jobs N`: beside the search that goes through everything, N − 1 others look at random, each with dice of
 * its own, in hosts and so on processors of their own. What they find counts once the simple schedules have been tried, so
 * that a failure is still told as simply as it can be; that nothing fails only the first search can say. */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/check.h"

static volatile sig_atomic_t interrupted;

static void on_interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

static bool is_over(const struct search *search)
{
    return search_state(search) == SEARCH_ENDED || search_state(search) == SEARCH_FAILED;
}

void check_start_beside(struct check *check, const struct search_plan *plan)
{
    struct search_plan beside = *plan;
    struct err err;
    beside.first = true;
    for (unsigned k = 1; k < check->options->jobs && check->beside_count < BESIDE_MOST; k++) {
        beside.how = k % 2 ? SEARCH_PCT : SEARCH_POS;
        beside.seed = (plan->seed ? plan->seed : 1) + k * 1000000007u;
        struct search *search = search_start(&beside, &err);
        if (search)
            check->beside[check->beside_count++] = search;
    }
}

static void show_progress(const struct check *check, bool over)
{
    uint64_t executions = search_progress(check->search)->executions;
    if (check->options->json || !isatty(STDERR_FILENO))
        return;
    for (unsigned k = 0; k < check->beside_count; k++)
        executions += search_progress(check->beside[k])->executions;
    if (over) {
        fprintf(stderr, "\r\033[K");
        return;
    }
    const struct report *progress = search_progress(check->search);
    fprintf(stderr, "\r%llu executions, %.1f s", (unsigned long long)executions, (double)progress->nanoseconds / 1e9);
    if (progress->estimate > progress->traces)
        fprintf(stderr, ", %llu traces of about %llu", (unsigned long long)progress->traces, (unsigned long long)progress->estimate);
    fprintf(stderr, "\033[K");
    fflush(stderr);
}

/* Sleeps until one of them has something to tell. */
static void wait_for_any(const struct check *check)
{
    struct pollfd ready[BESIDE_MOST + 1] = { { .fd = search_fd(check->search), .events = POLLIN } };
    int wait = search_wait(check->search);
    for (unsigned k = 0; k < check->beside_count; k++)
        ready[k + 1] = (struct pollfd){ .fd = is_over(check->beside[k]) ? -1 : search_fd(check->beside[k]), .events = POLLIN };
    poll(ready, 1 + check->beside_count, wait);
}

/* One that has found a failure, once all schedules with few preemptions have been tried without one. */
static struct search **lucky(struct check *check)
{
    if (search_progress(check->search)->phase == DOING_BOUNDED && !is_over(check->search))
        return NULL;
    for (unsigned k = 0; k < check->beside_count; k++)
        if (search_verdict(check->beside[k]) == VERDICT_FAILS && search_worst(check->beside[k])->kind != REPORT_RACE)
            return &check->beside[k];
    return NULL;
}

static void poll_all(struct check *check)
{
    while (search_poll(check->search))
        show_progress(check, false);
    for (unsigned k = 0; k < check->beside_count; k++)
        while (search_poll(check->beside[k]))
            ;
}

static bool has_failure(const struct search *search)
{
    return search_worst(search) && search_worst(search)->kind != REPORT_RACE;
}

void check_wait(struct check *check)
{
    struct sigaction action = { .sa_handler = on_interrupt }, before;
    bool stopped = false;
    sigaction(SIGINT, &action, &before);
    while (!is_over(check->search)) {
        wait_for_any(check);
        if ((interrupted || lucky(check)) && !stopped) {
            search_stop(check->search);
            stopped = true;
        }
        poll_all(check);
    }
    show_progress(check, true);
    struct search **better = has_failure(check->search) || search_state(check->search) == SEARCH_FAILED ? NULL : lucky(check);
    if (better) {
        struct search *first = check->search;
        check->search = *better;
        *better = first;
    }
    sigaction(SIGINT, &before, NULL);
}

void check_close(struct check *check)
{
    search_close(check->search);
    for (unsigned k = 0; k < check->beside_count; k++)
        search_close(check->beside[k]);
}
