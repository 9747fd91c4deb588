/* bench_explore.c — complete exploration of one program: bench_explore FILE.c [cc flags] prints
 * `executions | redundant | seconds of CPU | executions/s | what was found`. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "build/build.h"
#include "explore/dpor.h"
#include "host/machine.h"
#include "runtime/runtime.h"

static double seconds_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static struct build *build(char **arguments, struct err *err)
{
    const char *sources[] = { arguments[1], NULL };
    struct build_plan plan = { .sources = sources, .flags = (const char *const *)arguments + 2, .flavours = BUILD_TRACED };
    struct build *build = build_start(&plan, err);
    if (build && !build_wait(build, err)) {
        build_destroy(build);
        return NULL;
    }
    return build;
}

int main(int count, char **arguments)
{
    struct err err;
    unsigned long seen[5] = { 0 }, failures = 0, racy = 0;
    struct run_end end;
    enum dpor_run run;
    struct build *built = count < 2 ? NULL : build(arguments, &err);
    if (!built || !runtime_load(build_traced(built), &err)) {
        fprintf(stderr, "bench_explore: %s\n", count < 2 ? "which program?" : err.text);
        return 1;
    }
    struct machine machine = machine_of_demo(NULL, NULL);
    struct dpor *dpor = dpor_begin(&machine, 20000, false);
    double begin = seconds_now();
    while ((run = dpor_next(dpor, &end)) < DPOR_DIVERGED) {
        seen[run]++;
        failures += run == DPOR_TRACE && (end.outcome != OUTCOME_EXITED || end.code != 0);
        racy += end.races > 0;
    }
    double seconds = seconds_now() - begin;
    printf("%lu | %lu | %.2f | %.0f | %lu failed, %lu with a data race%s\n", seen[DPOR_TRACE], seen[DPOR_REDUNDANT], seconds,
           (double)seen[DPOR_TRACE] / seconds, failures, racy, run == DPOR_FINISHED ? "" : " — not complete");
    dpor_end(dpor);
    build_destroy(built);
    return run == DPOR_FINISHED ? 0 : 1;
}
