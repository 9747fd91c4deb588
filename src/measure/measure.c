/* measure.c — one program at a time, in turn, until there are enough rounds; see measure.h.
 *
 * In turn (A B C A B C …) and not in blocks (A A A B B B …), because a machine warms up, throttles and gets visitors:
 * what drifts then hits every variant alike. Round 0 is the warm-up: it fills caches and is not counted. */
#include "measure/measure.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "base/process.h"
#include "measure/statistics.h"

enum { PATIENCE = 10, ENOUGH_ROUNDS = 10, ARGUMENTS = 64 };     /* PATIENCE in s */

enum figure { WALL, USER, SYSTEM, VOLUNTARY, INVOLUNTARY, PEAK, FIGURES };

struct contender {
    const struct measure_variant *variant;
    struct measure_row row;
    unsigned good;                              /* runs with figures: all but the failed ones */
    bool out;                                   /* it cannot be measured here, or was given up */
    double figures[FIGURES][MEASURE_ROUNDS];    /* in the order in which they came */
};

enum stage { FINDS_PYTHON, RUNS, DONE };

struct measure {
    size_t count;
    unsigned rounds;                /* at least so many */
    double seconds, began;
    double patience;                /* for one run */
    enum stage stage;
    unsigned round;                 /* the one that runs; 0 is the warm-up */
    size_t turn;                    /* whose turn it is */
    unsigned finished;              /* runs so far, warm-up included */
    struct process *process;        /* what runs now; NULL when nothing does */
    int epoll, timer;
    char python[256];               /* the interpreter itself, behind whatever wrapper PATH has */
    struct contender contenders[];
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void set_timer(struct measure *measure, double seconds)
{
    struct itimerspec limit = { .it_value.tv_sec = (time_t)seconds };
    limit.it_value.tv_nsec = (long)((seconds - (double)limit.it_value.tv_sec) * 1e9);
    timerfd_settime(measure->timer, 0, &limit, NULL);
}

/* The real interpreter is asked for, as `python3` in PATH is often a script that looks for it at each start. */
static const char *const find_python[] = { "python3", "-c", "import sys; print(sys.executable)", NULL };

static void prepare(struct measure *measure, const struct measure_variant *variants)
{
    for (size_t i = 0; i < measure->count; i++) {
        measure->contenders[i].variant = &variants[i];
        if (variants[i].python)
            measure->stage = FINDS_PYTHON;
        if (!variants[i].argv || !variants[i].argv[0])
            measure->contenders[i].out = true;
    }
}

static bool open_descriptors(struct measure *measure, struct err *err)
{
    measure->epoll = epoll_create1(EPOLL_CLOEXEC);
    measure->timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    struct epoll_event event = { .events = EPOLLIN };
    if (measure->epoll < 0 || measure->timer < 0
        || epoll_ctl(measure->epoll, EPOLL_CTL_ADD, measure->timer, &event) < 0)
        return err_set_errno(err, "no descriptor to wait on");
    return true;
}

static void exclude(struct contender *contender, const char *why)
{
    contender->out = true;
    snprintf(contender->row.note, sizeof contender->row.note, "%.*s", (int)sizeof contender->row.note - 1, why);
}

/* A twin is called as `python3 FILE …`; its first word is replaced by the interpreter found. */
static struct process *start(struct measure *measure, const struct measure_variant *variant, struct err *err)
{
    const char *argv[ARGUMENTS + 1];
    size_t count = 0;
    for (; variant->argv[count]; count++) {
        if (count == ARGUMENTS) {
            err_set(err, "more than %d arguments", ARGUMENTS);
            return NULL;
        }
        argv[count] = variant->argv[count];
    }
    argv[count] = NULL;
    if (variant->python)
        argv[0] = measure->python;
    struct process_plan plan = { .argv = argv };
    return process_start(&plan, err);
}

static bool watch(struct measure *measure)
{
    struct epoll_event event = { .events = EPOLLIN };
    set_timer(measure, measure->patience);
    return epoll_ctl(measure->epoll, EPOLL_CTL_ADD, process_fd(measure->process), &event) == 0;
}

static void unwatch(struct measure *measure)
{
    if (!measure->process)
        return;
    epoll_ctl(measure->epoll, EPOLL_CTL_DEL, process_fd(measure->process), NULL);
    set_timer(measure, 0);
    process_destroy(measure->process);
    measure->process = NULL;
}

static bool enough(const struct measure *measure)
{
    if (measure->round >= MEASURE_ROUNDS)
        return true;
    return measure->round >= measure->rounds && now() - measure->began >= measure->seconds;
}

/* The next one still in the race; false after the last round. */
static bool next_turn(struct measure *measure)
{
    for (;;) {
        for (; measure->turn < measure->count; measure->turn++)
            if (!measure->contenders[measure->turn].out)
                return true;
        bool none = true;
        for (size_t i = 0; i < measure->count; i++)
            none = none && measure->contenders[i].out;
        if (none || enough(measure))
            return false;
        if (measure->round == 0)
            measure->began = now();
        measure->round++;
        measure->turn = 0;
    }
}

static void begin_next(struct measure *measure)
{
    while (next_turn(measure)) {
        struct contender *contender = &measure->contenders[measure->turn];
        struct err err = { "" };
        measure->process = start(measure, contender->variant, &err);
        if (measure->process && watch(measure))
            return;
        unwatch(measure);
        exclude(contender, err.text[0] ? err.text : "cannot wait for it");
    }
    measure->stage = DONE;
}

static void begin_python(struct measure *measure)
{
    struct process_plan plan = { .argv = find_python };
    measure->process = process_start(&plan, NULL);
    if (measure->process && watch(measure))
        return;
    unwatch(measure);
}

static void without_python(struct measure *measure)
{
    for (size_t i = 0; i < measure->count; i++)
        if (measure->contenders[i].variant->python)
            exclude(&measure->contenders[i], "no python3 on this machine");
}

/* Copies the last line of the output that is not empty, without blanks at its end. */
static void last_line(const char *output, size_t length, char *line, size_t room)
{
    while (length > 0 && strchr(" \t\r\n", output[length - 1]))
        length--;
    size_t begin = length;
    while (begin > 0 && output[begin - 1] != '\n')
        begin--;
    size_t size = length - begin < room - 1 ? length - begin : room - 1;
    memcpy(line, output + begin, size);
    line[size] = '\0';
}

static void note_failure(struct measure_row *row, const struct process_report *report)
{
    char how[96];
    if (report->end == PROCESS_SIGNALLED)
        snprintf(how, sizeof how, "%s", strsignal(report->code));
    else if (report->end == PROCESS_OVER_MEMORY)
        snprintf(how, sizeof how, "too much memory");
    else
        snprintf(how, sizeof how, "exit code %d", report->code);
    snprintf(row->note, sizeof row->note, "failed %u of %u: %s", row->failed, row->runs, how);
}

static void judge(struct measure *measure, const struct process_report *report)
{
    struct contender *contender = &measure->contenders[measure->turn];
    struct measure_row *row = &contender->row;
    size_t length;
    char line[sizeof row->last];
    const char *output = process_output(measure->process, &length, NULL);
    last_line(output, length, line, sizeof line);
    memcpy(row->last, line, sizeof line);
    if (measure->round == 0)
        return;
    row->runs++;
    const char *expect = contender->variant->expect;
    bool right = !expect || strncmp(line, expect, sizeof line - 1) == 0;
    if (report->end != PROCESS_EXITED || (right && report->code != 0)) {
        row->failed++;
        note_failure(row, report);
        return;
    }
    if (!right)
        row->wrong++;
    double figures[FIGURES] = {
        [WALL] = (double)report->wall * 1e-9,
        [USER] = (double)report->user * 1e-9,
        [SYSTEM] = (double)report->system * 1e-9,
        [VOLUNTARY] = (double)report->voluntary,
        [INVOLUNTARY] = (double)report->involuntary,
        [PEAK] = (double)report->peak,
    };
    for (int i = 0; i < FIGURES; i++)
        contender->figures[i][contender->good] = figures[i];
    contender->good++;
}

static double median(const struct contender *contender, enum figure figure)
{
    double sorted[MEASURE_ROUNDS];
    memcpy(sorted, contender->figures[figure], contender->good * sizeof *sorted);
    return statistics_of(sorted, contender->good).median;
}

static void summarise(struct contender *contender)
{
    double sorted[MEASURE_ROUNDS];
    struct measure_row *row = &contender->row;
    memcpy(sorted, contender->figures[WALL], contender->good * sizeof *sorted);
    struct statistics wall = statistics_of(sorted, contender->good);
    row->median = wall.median;
    row->low = wall.low;
    row->high = wall.high;
    row->best = wall.best;
    row->worst = wall.worst;
    row->user = median(contender, USER);
    row->system = median(contender, SYSTEM);
    row->voluntary = median(contender, VOLUNTARY);
    row->involuntary = median(contender, INVOLUNTARY);
    row->peak = median(contender, PEAK);
}

static void finish_turn(struct measure *measure, const struct process_report *report)
{
    struct contender *contender = &measure->contenders[measure->turn];
    if (report->end == PROCESS_NOT_STARTED) {
        exclude(contender, report->why.text);
    } else {
        judge(measure, report);
        summarise(contender);
    }
    unwatch(measure);
    measure->finished++;
    measure->turn++;
    begin_next(measure);
}

/* Ten seconds without an end: one more such round would try anyone's patience, so it takes no further part. */
static void give_up(struct measure *measure)
{
    struct contender *contender = &measure->contenders[measure->turn];
    contender->row.runs++;
    contender->row.failed++;
    char why[64];
    snprintf(why, sizeof why, "gave up after %g s", measure->patience);
    exclude(contender, why);
    unwatch(measure);
    measure->finished++;
    measure->turn++;
    begin_next(measure);
}

static void finish_python(struct measure *measure, const struct process_report *report)
{
    size_t length;
    const char *output = process_output(measure->process, &length, NULL);
    last_line(output, length, measure->python, sizeof measure->python);
    if (report->end != PROCESS_EXITED || report->code != 0 || measure->python[0] != '/')
        without_python(measure);
    unwatch(measure);
    measure->stage = RUNS;
    begin_next(measure);
}

static bool time_is_up(struct measure *measure)
{
    uint64_t times;
    return read(measure->timer, &times, sizeof times) == sizeof times;
}

struct measure *measure_start(const struct measure_plan *plan, struct err *err)
{
    assert(plan->count <= MEASURE_VARIANTS);
    struct measure *measure = calloc(1, sizeof *measure + plan->count * sizeof measure->contenders[0]);
    if (!measure) {
        err_set(err, "no memory to measure with");
        return NULL;
    }
    measure->count = plan->count;
    measure->rounds = plan->rounds ? plan->rounds : ENOUGH_ROUNDS;
    if (measure->rounds > MEASURE_ROUNDS)
        measure->rounds = MEASURE_ROUNDS;
    measure->seconds = plan->seconds;
    measure->patience = plan->patience > 0 ? plan->patience : PATIENCE;
    measure->epoll = measure->timer = -1;
    measure->stage = RUNS;
    if (!open_descriptors(measure, err)) {
        measure_destroy(measure);
        err_while(err, "cannot measure");
        return NULL;
    }
    prepare(measure, plan->variants);
    if (measure->stage == FINDS_PYTHON)
        begin_python(measure);
    if (!measure->process) {
        if (measure->stage == FINDS_PYTHON)
            without_python(measure);
        measure->stage = RUNS;
        begin_next(measure);
    }
    return measure;
}

void measure_stop(struct measure *measure)
{
    unwatch(measure);
    measure->stage = DONE;
}

void measure_destroy(struct measure *measure)
{
    if (!measure)
        return;
    unwatch(measure);
    if (measure->timer >= 0)
        close(measure->timer);
    if (measure->epoll >= 0)
        close(measure->epoll);
    free(measure);
}

int measure_fd(const struct measure *measure)
{
    return measure->epoll;
}

bool measure_poll(struct measure *measure)
{
    if (measure->stage == DONE)
        return false;
    struct process_report report = { 0 };
    process_poll(measure->process, &report);
    bool up = time_is_up(measure);
    if (report.end == PROCESS_RUNS && !up)
        return false;
    if (measure->stage == FINDS_PYTHON)
        finish_python(measure, &report);
    else if (report.end == PROCESS_RUNS)
        give_up(measure);
    else
        finish_turn(measure, &report);
    return true;
}

bool measure_done(const struct measure *measure)
{
    return measure->stage == DONE;
}

unsigned measure_progress(const struct measure *measure, unsigned *of)
{
    unsigned planned = 0, rounds = measure->rounds > measure->round ? measure->rounds : measure->round;
    for (size_t i = 0; i < measure->count; i++) {
        const struct contender *contender = &measure->contenders[i];
        planned += contender->out ? contender->row.runs + (contender->row.runs > 0) : rounds + 1;
    }
    if (planned < measure->finished || measure->stage == DONE)
        planned = measure->finished;
    *of = planned;
    return measure->finished;
}

const struct measure_row *measure_row(const struct measure *measure, size_t variant)
{
    assert(variant < measure->count);
    return &measure->contenders[variant].row;
}
