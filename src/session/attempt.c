/* attempt.c — see attempt.h. */
#include "session/attempt.h"

#include <poll.h>
#include <stdlib.h>

#include "lesson/exercise.h"
#include "session/free_runs.h"
#include "session/judge_live.h"

static const double PATIENCE = 3;       /* s, for one run */

struct attempt {
    const struct exercise *exercise;
    const char *sources[2];
    char *program;                      /* the text that is judged; NULL: it cannot be read */
    struct search *search;              /* one of the two */
    struct free_runs *runs;
};

struct attempt *attempt_start(const struct exercise *exercise, const char *path, struct err *err)
{
    struct attempt *attempt = calloc(1, sizeof *attempt);
    if (!attempt) {
        err_set(err, "no memory to judge the program");
        return NULL;
    }
    attempt->exercise = exercise;
    attempt->sources[0] = path;
    attempt->program = exercise_text(path);
    struct search_plan plan = judge_plan(exercise, attempt->sources);
    struct free_plan free_plan = {
        .sources = attempt->sources, .flags = exercise->flags, .runs = ATTEMPT_RUNS, .patience = PATIENCE, .hung_most = 1,
    };
    if (exercise->live)
        attempt->runs = free_runs_start(&free_plan, err);
    else
        attempt->search = search_start(&plan, err);
    if (attempt->search || attempt->runs)
        return attempt;
    attempt_close(attempt);
    return NULL;
}

void attempt_stop(struct attempt *attempt)
{
    if (attempt->runs)
        free_runs_stop(attempt->runs);
    else
        search_stop(attempt->search);
}

void attempt_close(struct attempt *attempt)
{
    if (!attempt)
        return;
    search_close(attempt->search);
    free_runs_close(attempt->runs);
    free(attempt->program);
    free(attempt);
}

void attempt_finish(struct attempt *attempt)
{
    if (attempt->search)
        search_finish(attempt->search);
    while (attempt_goes_on(attempt)) {
        struct pollfd ready = { .fd = attempt_fd(attempt), .events = POLLIN };
        poll(&ready, 1, attempt_wait(attempt));
        attempt_poll(attempt);
    }
}

int attempt_fd(const struct attempt *attempt)
{
    return attempt->runs ? free_runs_fd(attempt->runs) : search_fd(attempt->search);
}

int attempt_wait(const struct attempt *attempt)
{
    return attempt->runs ? free_runs_wait(attempt->runs) : search_wait(attempt->search);
}

bool attempt_poll(struct attempt *attempt)
{
    return attempt->runs ? free_runs_poll(attempt->runs) : search_poll(attempt->search);
}

bool attempt_goes_on(const struct attempt *attempt)
{
    if (attempt->runs)
        return free_runs_state(attempt->runs) == FREE_BUILDS || free_runs_state(attempt->runs) == FREE_RUNS;
    return search_state(attempt->search) == SEARCH_BUILDS || search_state(attempt->search) == SEARCH_RUNS;
}

void attempt_judge(const struct exercise *exercise, const struct attempt *attempt, struct judgement *out)
{
    const char *program = attempt ? attempt->program : NULL;
    if (exercise->live)
        judge_live(exercise, attempt ? attempt->runs : NULL, program, out);
    else
        judge(exercise, attempt ? attempt->search : NULL, program, out);
}

size_t attempt_messages(const struct attempt *attempt, const struct build_message **messages)
{
    return attempt->runs ? free_runs_messages(attempt->runs, messages) : search_messages(attempt->search, messages);
}

bool attempt_builds(const struct attempt *attempt)
{
    return attempt->runs ? free_runs_state(attempt->runs) == FREE_BUILDS : search_state(attempt->search) == SEARCH_BUILDS;
}

unsigned long long attempt_tried(const struct attempt *attempt)
{
    unsigned of;
    return attempt->runs ? free_runs_count(attempt->runs, &of) : search_progress(attempt->search)->executions;
}

const struct search *attempt_search(const struct attempt *attempt)
{
    return attempt->search;
}
