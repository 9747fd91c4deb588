/* trials.c — see trials.h. Runs are one session, started anew with the next seed after each end. */
#include "session/trials.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "session/search.h"

enum { STEPS_MOST = 100000, A_WHILE_MS = 100 };
static const double SOON = 2;           /* s */
static const uint64_t RUN_NS = 3000000000, POLL_NS = 8000000;

/* Trials see a session only from outside, so that tests can give them one made of hand-written steps. */
struct trials {
    struct search *search;          /* while it tries to go every way */
    struct session_plan plan;
    bool complete;
    struct session *session;
    unsigned runs, wanted, given_up, raced;
    uint64_t seed, began;           /* of the run that goes on */
    bool done;
    char error[512];
    struct trial_result results[TRIAL_RESULTS];
    size_t result_count;
};

struct trials *trials_start(const struct session_plan *plan, unsigned runs, struct err *err)
{
    struct trials *trials = calloc(1, sizeof *trials);
    if (!trials) {
        err_set(err, "no memory for the runs");
        return NULL;
    }
    struct session_plan own = *plan;
    own.seed = trials->seed = plan->seed ? plan->seed : 1;
    own.speed = 0;
    trials->wanted = runs;
    trials->began = clock_monotonic();
    trials->plan = own;
    trials->session = session_open(&own, err);
    if (!trials->session) {
        free(trials);
        return NULL;
    }
    return trials;
}

struct trials *trials_start_all(const struct session_plan *plan, unsigned runs, struct err *err)
{
    struct trials *trials = calloc(1, sizeof *trials);
    struct search_plan every = { .sources = plan->sources, .flags = plan->flags, .how = SEARCH_COMPLETE, .seconds = SOON };
    if (!trials) {
        err_set(err, "no memory for the runs");
        return NULL;
    }
    trials->plan = *plan;
    trials->plan.seed = trials->seed = plan->seed ? plan->seed : 1;
    trials->plan.speed = 0;
    trials->wanted = runs;
    trials->search = search_start(&every, err);
    if (trials->search)
        return trials;
    free(trials);
    return NULL;
}

void trials_stop(struct trials *trials)
{
    if (!trials)
        return;
    search_close(trials->search);
    session_close(trials->session);
    free(trials);
}

int trials_fd(const struct trials *trials)
{
    return trials->search ? search_fd(trials->search) : session_fd(trials->session);
}

int trials_wait(const struct trials *trials)
{
    if (trials->done)
        return -1;
    int wait = trials->search ? search_wait(trials->search) : session_wait(trials->session);
    return wait < 0 || wait > A_WHILE_MS ? A_WHILE_MS : wait;
}

static void result_text(const char *printed, size_t length, char *out, size_t room)
{
    while (length > 0 && (printed[length - 1] == '\n' || printed[length - 1] == ' '))
        length--;
    snprintf(out, room, "%.*s", (int)(length < room ? length : room - 1), printed);
}

/* Keeps the most frequent in front. */
static void count_result(struct trials *trials, const struct trial_result *result)
{
    size_t at = 0;
    while (at < trials->result_count && (trials->results[at].outcome != result->outcome ||
                                         strcmp(trials->results[at].printed, result->printed) != 0))
        at++;
    if (at == TRIAL_RESULTS)
        return;
    if (at == trials->result_count)
        trials->results[trials->result_count++] = *result;
    trials->results[at].times++;
    for (; at > 0 && trials->results[at].times > trials->results[at - 1].times; at--) {
        struct trial_result before = trials->results[at - 1];
        trials->results[at - 1] = trials->results[at];
        trials->results[at] = before;
    }
}

static void note_end(struct trials *trials)
{
    const struct session_race *races;
    struct trial_result result = { .outcome = session_outcome(trials->session, NULL), .seed = trials->seed };
    size_t length;
    const char *printed = session_output(trials->session, &length);
    result_text(printed, length, result.printed, sizeof result.printed);
    count_result(trials, &result);
    trials->raced += session_races(trials->session, &races) > 0;
}

static void fail(struct trials *trials, const char *why)
{
    snprintf(trials->error, sizeof trials->error, "%s", why);
    trials->done = true;
}

static void next_run(struct trials *trials)
{
    const char *why = "";
    if (++trials->runs == trials->wanted) {
        trials->done = true;
        return;
    }
    trials->began = clock_monotonic();
    if (!session_restart(trials->session, ++trials->seed, &why))
        fail(trials, why);
}

/* Every way has been gone: what was found is all there is. */
static void take_all(struct trials *trials)
{
    const struct report *const *found, *const *races;
    size_t count = search_found(trials->search, &found);
    for (size_t k = 0; k < count; k++) {
        struct trial_result result = { .outcome = (enum outcome)found[k]->outcome };
        result_text(found[k]->output, strlen(found[k]->output), result.printed, sizeof result.printed);
        for (uint64_t times = 0; times < found[k]->traces && times < UINT16_MAX; times++)
            count_result(trials, &result);
    }
    trials->runs = (unsigned)search_progress(trials->search)->traces;
    trials->wanted = trials->runs;
    trials->raced = search_races(trials->search, &races) > 0 ? trials->runs : 0;
    trials->complete = trials->done = true;
}

/* It is too large, or cannot be explored: runs, then. */
static void go_on_with_runs(struct trials *trials)
{
    struct err err;
    search_close(trials->search);
    trials->search = NULL;
    trials->began = clock_monotonic();
    trials->session = session_open(&trials->plan, &err);
    if (!trials->session)
        fail(trials, err.text);
}

static bool look_at_search(struct trials *trials)
{
    bool changed = search_poll(trials->search);
    enum search_state state = search_state(trials->search);
    if (state == SEARCH_BUILDS || state == SEARCH_RUNS)
        return changed;
    const struct report *progress = search_progress(trials->search);
    if (state == SEARCH_ENDED && progress->complete && !progress->hidden && !*search_error(trials->search))
        take_all(trials);
    else
        go_on_with_runs(trials);
    return true;
}

bool trials_complete(const struct trials *trials)
{
    return trials->complete;
}

static bool takes_too_long(const struct trials *trials)
{
    return session_length(trials->session) > STEPS_MOST || clock_monotonic() - trials->began > RUN_NS;
}

/* One look at the run. True: it went on. */
static bool advance(struct trials *trials)
{
    const char *why = "";
    bool changed = session_poll(trials->session);
    switch (session_state(trials->session)) {
    case SESSION_BUILDS:
        trials->began = clock_monotonic();
        return false;
    case SESSION_FAILED:
        fail(trials, session_error(trials->session));
        return true;
    case SESSION_PAUSED:
        return session_run(trials->session, &why) || changed;
    case SESSION_ENDED:
        note_end(trials);
        next_run(trials);
        return true;
    case SESSION_RUNS:
        break;
    }
    if (!takes_too_long(trials))
        return changed;
    trials->given_up++;
    next_run(trials);
    return true;
}

bool trials_poll(struct trials *trials)
{
    uint64_t end = clock_monotonic() + POLL_NS;
    unsigned before = trials->runs;
    if (trials->done)
        return false;
    if (trials->search)
        return look_at_search(trials);
    while (!trials->done && advance(trials) && clock_monotonic() < end)
        ;
    return trials->done || trials->runs != before;
}

bool trials_done(const struct trials *trials)
{
    return trials->done;
}

const char *trials_error(const struct trials *trials)
{
    return trials->error;
}

unsigned trials_runs(const struct trials *trials, unsigned *of)
{
    *of = trials->wanted;
    return trials->runs;
}

unsigned trials_given_up(const struct trials *trials)
{
    return trials->given_up;
}

unsigned trials_with_race(const struct trials *trials)
{
    return trials->raced;
}

size_t trials_results(const struct trials *trials, const struct trial_result **results)
{
    *results = trials->results;
    return trials->result_count;
}
