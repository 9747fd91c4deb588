/* free_runs.c — see free_runs.h. One process at a time: the machine is to be as free for it as it would be outside. */
#include "session/free_runs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/process.h"
#include "build/build.h"

enum { RUNS = 1000 };
static const double PATIENCE = 3;                   /* s */
static const uint64_t MEMORY = 1u << 30, NS = 1000000000;

struct free_runs {
    enum free_state state;
    struct err err;
    int ready;                      /* epoll descriptor over whatever there is to wait for */
    struct build *build;
    struct process *process;        /* the run that goes on; NULL: none */
    uint64_t deadline;              /* of it: ns, monotonic */
    double patience;
    unsigned wanted, count, hung, hung_most;
    struct free_result results[FREE_RESULTS];
    size_t result_count;
};

static void watch(struct free_runs *runs, int fd)
{
    struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };
    if (fd >= 0)
        epoll_ctl(runs->ready, EPOLL_CTL_ADD, fd, &event);
}

static void unwatch(struct free_runs *runs, int fd)
{
    if (fd >= 0)
        epoll_ctl(runs->ready, EPOLL_CTL_DEL, fd, NULL);
}

static void end_process(struct free_runs *runs)
{
    if (!runs->process)
        return;
    unwatch(runs, process_fd(runs->process));
    process_destroy(runs->process);
    runs->process = NULL;
}

static void fail(struct free_runs *runs, const char *why)
{
    end_process(runs);
    snprintf(runs->err.text, sizeof runs->err.text, "%s", why);
    runs->state = FREE_FAILED;
}

struct free_runs *free_runs_start(const struct free_plan *plan, struct err *err)
{
    struct free_runs *runs = calloc(1, sizeof *runs);
    if (!runs) {
        err_set(err, "no memory for the runs");
        return NULL;
    }
    struct build_plan build = { .sources = plan->sources, .flags = plan->flags, .flavours = BUILD_PLAIN };
    runs->wanted = plan->runs ? plan->runs : RUNS;
    runs->patience = plan->patience > 0 ? plan->patience : PATIENCE;
    runs->hung_most = plan->hung_most ? plan->hung_most : FREE_HUNG_MOST;
    runs->ready = epoll_create1(EPOLL_CLOEXEC);
    if (runs->ready < 0)
        err_set(err, "no descriptor to wait for the runs with");
    else
        runs->build = build_start(&build, err);
    if (!runs->build) {
        free_runs_close(runs);
        return NULL;
    }
    watch(runs, build_fd(runs->build));
    return runs;
}

void free_runs_stop(struct free_runs *runs)
{
    end_process(runs);
    if (runs->state == FREE_BUILDS || runs->state == FREE_RUNS)
        runs->state = FREE_DONE;
}

void free_runs_close(struct free_runs *runs)
{
    if (!runs)
        return;
    end_process(runs);
    build_destroy(runs->build);
    for (size_t k = 0; k < runs->result_count; k++)
        free(runs->results[k].printed);
    if (runs->ready >= 0)
        close(runs->ready);
    free(runs);
}

/* ---- the runs ---- */

static void begin_run(struct free_runs *runs)
{
    const char *argv[] = { build_plain(runs->build), NULL };
    struct process_plan plan = { .argv = argv, .memory_limit = MEMORY };
    struct err err;
    if (runs->count == runs->wanted || runs->hung == runs->hung_most) {
        runs->state = FREE_DONE;
        return;
    }
    runs->state = FREE_RUNS;
    runs->process = process_start(&plan, &err);
    if (!runs->process) {
        fail(runs, err.text);
        return;
    }
    runs->deadline = clock_monotonic() + (uint64_t)(runs->patience * (double)NS);
    watch(runs, process_fd(runs->process));
}

/* A text holds no zero bytes; a search's result does not either (explore/findings.c). */
static char *text_of(const char *bytes, size_t length)
{
    char *text = malloc(length + 1);
    for (size_t k = 0; text && k < length; k++)
        text[k] = bytes[k] ? bytes[k] : ' ';
    if (text)
        text[length] = '\0';
    return text;
}

static void note_result(struct free_runs *runs, enum free_end end, int code)
{
    size_t length, at = 0;
    const char *output = process_output(runs->process, &length, NULL);
    char *printed = text_of(output, length);
    runs->count++;
    runs->hung += end == FREE_HUNG;
    while (printed && at < runs->result_count && (runs->results[at].end != end || runs->results[at].code != code ||
                                                  strcmp(runs->results[at].printed, printed) != 0))
        at++;
    if (printed && at < runs->result_count)
        runs->results[at].times++;
    if (!printed || at < runs->result_count || at == FREE_RESULTS) {
        free(printed);
        return;
    }
    runs->results[runs->result_count++] = (struct free_result){ .end = end, .code = code, .printed = printed, .times = 1 };
}

static void look_at_build(struct free_runs *runs)
{
    int fd = build_fd(runs->build);
    enum build_state state = build_poll(runs->build);
    if (state == BUILD_RUNS)
        return;
    unwatch(runs, fd);
    if (state == BUILD_FAILED)
        fail(runs, build_error(runs->build)->text);
    else
        begin_run(runs);
}

static void look_at_run(struct free_runs *runs)
{
    struct process_report report;
    process_poll(runs->process, &report);
    bool hangs = report.end == PROCESS_RUNS && clock_monotonic() > runs->deadline;
    if (report.end == PROCESS_RUNS && !hangs)
        return;
    if (report.end == PROCESS_NOT_STARTED) {
        fail(runs, report.why.text);
        return;
    }
    if (report.end == PROCESS_OVER_MEMORY) {
        fail(runs, "the program took more memory than the lab allows.");
        return;
    }
    note_result(runs, hangs ? FREE_HUNG : report.end == PROCESS_EXITED ? FREE_EXITED : FREE_SIGNALLED, hangs ? 0 : report.code);
    end_process(runs);
    begin_run(runs);
}

bool free_runs_poll(struct free_runs *runs)
{
    enum free_state state = runs->state;
    unsigned count = runs->count;
    if (state == FREE_BUILDS)
        look_at_build(runs);
    else if (state == FREE_RUNS)
        look_at_run(runs);
    return runs->state != state || runs->count != count;
}

int free_runs_fd(const struct free_runs *runs)
{
    return runs->ready;
}

int free_runs_wait(const struct free_runs *runs)
{
    if (runs->state == FREE_BUILDS)         /* from the cache: there is nothing to wait for */
        return build_fd(runs->build) < 0 ? 0 : -1;
    if (runs->state != FREE_RUNS)
        return -1;
    uint64_t now = clock_monotonic();
    return runs->deadline > now ? (int)((runs->deadline - now) / 1000000) + 1 : 0;
}

/* ---- what is known ---- */

enum free_state free_runs_state(const struct free_runs *runs)
{
    return runs->state;
}

const char *free_runs_error(const struct free_runs *runs)
{
    return runs->err.text;
}

size_t free_runs_messages(const struct free_runs *runs, const struct build_message **messages)
{
    return build_messages(runs->build, messages);
}

unsigned free_runs_count(const struct free_runs *runs, unsigned *of)
{
    *of = runs->wanted;
    return runs->count;
}

unsigned free_runs_hung(const struct free_runs *runs)
{
    return runs->hung;
}

double free_runs_patience(const struct free_runs *runs)
{
    return runs->patience;
}

size_t free_runs_results(const struct free_runs *runs, const struct free_result **results)
{
    *results = runs->results;
    return runs->result_count;
}
