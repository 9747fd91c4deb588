/* bench_fiber.c — executions per second on the fiber carrier, random schedules, race detection on, every record kept.
 *   bench_fiber DEMO.so [seconds] prints `what | figure | unit`, and how the runs ended. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "explore/random.h"
#include "runtime/runtime.h"

enum { KEPT = 4096 };

struct recorder {
    struct step kept[KEPT];
    size_t count;
};

static void keep(void *data, const struct step *step)
{
    struct recorder *recorder = data;
    step_copy(&recorder->kept[recorder->count++ % KEPT], step);
}

static struct choice choose(void *data, const struct options *options)
{
    return random_choose(data, options);
}

/* CPU time: what one core can do, however busy the machine is. */
static double seconds_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

struct tally {
    unsigned long runs, steps, racy, outcome[OUTCOMES], printed[256];
};

static void one_run(struct tally *tally, struct dice *dice, struct recorder *recorder)
{
    struct chooser chooser = { .choose = choose, .data = dice };
    struct sink sink = { .put = keep, .data = recorder };
    struct run_end end;
    size_t length;
    recorder->count = 0;
    dice->state = tally->runs;
    runtime_run(&chooser, &sink, 100000, &end);
    tally->runs++;
    tally->steps += end.steps;
    tally->racy += end.races > 0;
    tally->outcome[end.outcome]++;
    tally->printed[(unsigned char)runtime_output(&length)[0]]++;
}

static void print(const struct tally *tally, double seconds)
{
    printf("executions            | %.0f | /s\n", (double)tally->runs / seconds);
    printf("gates                 | %.0f | /s\n", (double)tally->steps / seconds);
    printf("gates in an execution | %.1f |\n", (double)tally->steps / (double)tally->runs);
    printf("with a data race      | %.1f | %%\n", 100.0 * (double)tally->racy / (double)tally->runs);
    for (int k = 0; k < OUTCOMES; k++)
        if (tally->outcome[k])
            printf("%-21s | %.1f | %%\n", outcome_word((enum outcome)k), 100.0 * (double)tally->outcome[k] / (double)tally->runs);
    for (int k = 1; k < 256; k++)
        if (tally->printed[k])
            printf("prints %c…             | %.1f | %%\n", k, 100.0 * (double)tally->printed[k] / (double)tally->runs);
}

int main(int count, char **arguments)
{
    static struct recorder recorder;
    static struct tally tally;
    struct dice dice;
    struct err err;
    if (count < 2 || !runtime_load(arguments[1], &err)) {
        fprintf(stderr, "bench_fiber: %s\n", count < 2 ? "which library?" : err.text);
        return 1;
    }
    double length = count > 2 ? atof(arguments[2]) : 3, begin = seconds_now(), seconds;
    do
        for (int k = 0; k < 1000; k++)
            one_run(&tally, &dice, &recorder);
    while ((seconds = seconds_now() - begin) < length);
    print(&tally, seconds);
    return 0;
}
