/* timings.c — from a measure block to rows of figures; see timings.h. */
#include "session/timings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "build/build.h"

enum { ARGUMENTS = 16 };

struct timings {
    const struct measure_block *block;
    size_t count;
    enum timings_state state;
    struct err err;
    uint64_t done;                      /* ns, monotonic; 0: not yet */
    size_t at;                          /* the variant being built */
    struct build *build;
    struct measure *measure;
    char program[MEASURE_VARIANTS][512];
    const char *argv[MEASURE_VARIANTS][ARGUMENTS];
    struct measure_variant variants[MEASURE_VARIANTS];  /* measure borrows them */
    struct measure_row unbuilt[MEASURE_VARIANTS];       /* the note says why */
};

static bool is_python(const struct variant *variant)
{
    size_t length = strlen(variant->file);
    return length > 3 && strcmp(variant->file + length - 3, ".py") == 0;
}

/* argv[0] is the program; a script is what python3 is given first. */
static void put_arguments(struct timings *timings, size_t k, const char *program)
{
    const struct variant *variant = &timings->block->variants[k];
    size_t used = 0;
    timings->argv[k][used++] = program;
    if (is_python(variant))
        timings->argv[k][used++] = variant->file;
    for (size_t a = 0; variant->args && variant->args[a] && used + 1 < ARGUMENTS; a++)
        timings->argv[k][used++] = variant->args[a];
    timings->argv[k][used] = NULL;
}

static void note_trouble(struct timings *timings, size_t k, const char *text)
{
    snprintf(timings->unbuilt[k].note, sizeof timings->unbuilt[k].note, "%.*s", (int)sizeof timings->unbuilt[k].note - 1, text);
}

/* True when the variant is dealt with without a compiler. */
static bool needs_no_build(struct timings *timings, size_t k)
{
    if (!is_python(&timings->block->variants[k]))
        return false;
    put_arguments(timings, k, "python3");
    return true;
}

static void start_build(struct timings *timings, size_t k)
{
    const char *sources[] = { timings->block->variants[k].file, NULL };
    struct build_plan plan = { .sources = sources, .flags = timings->block->variants[k].flags, .flavours = BUILD_PLAIN };
    struct err err;
    timings->build = build_start(&plan, &err);
    if (!timings->build)
        note_trouble(timings, k, err.text);
}

static void end_build(struct timings *timings, size_t k, enum build_state state)
{
    if (state == BUILD_OK) {
        snprintf(timings->program[k], sizeof timings->program[k], "%s", build_plain(timings->build));
        put_arguments(timings, k, timings->program[k]);
    } else {
        note_trouble(timings, k, build_error(timings->build)->text);
    }
    build_destroy(timings->build);
    timings->build = NULL;
}

static void start_measure(struct timings *timings)
{
    for (size_t k = 0; k < timings->count; k++) {
        const struct variant *variant = &timings->block->variants[k];
        timings->variants[k] = (struct measure_variant){
            .name = variant->name, .argv = timings->argv[k][0] ? timings->argv[k] : NULL,
            .expect = variant->expect && *variant->expect ? variant->expect : NULL, .quoted = variant->quoted,
            .python = is_python(variant),
        };
    }
    struct measure_plan plan = { .variants = timings->variants, .count = timings->count, .rounds = timings->block->rounds };
    timings->measure = measure_start(&plan, &timings->err);
    timings->state = timings->measure ? TIMINGS_RUN : TIMINGS_FAILED;
}

/* Goes on until something has to be waited for. What lies in the cache is there at once: no descriptor will tell. */
static void go_on(struct timings *timings)
{
    for (; timings->at < timings->count; timings->at++) {
        size_t k = timings->at;
        if (!timings->build && !needs_no_build(timings, k))
            start_build(timings, k);
        if (!timings->build)
            continue;
        enum build_state state = build_poll(timings->build);
        if (state == BUILD_RUNS)
            return;
        end_build(timings, k, state);
    }
    start_measure(timings);
}

struct timings *timings_start(const struct measure_block *block, struct err *err)
{
    struct timings *timings = calloc(1, sizeof *timings);
    if (!timings) {
        err_set(err, "no memory for the timings");
        return NULL;
    }
    timings->block = block;
    timings->count = block->variant_count < MEASURE_VARIANTS ? block->variant_count : MEASURE_VARIANTS;
    go_on(timings);
    return timings;
}

void timings_stop(struct timings *timings)
{
    if (!timings)
        return;
    build_destroy(timings->build);
    measure_destroy(timings->measure);
    free(timings);
}

bool timings_cut(struct timings *timings)
{
    if (timings->state != TIMINGS_RUN)
        return false;
    measure_stop(timings->measure);
    timings->state = TIMINGS_CUT;
    for (size_t k = 0; k < timings->count; k++)
        if (measure_row(timings->measure, k)->runs > 0)
            return true;
    return false;
}

int timings_fd(const struct timings *timings)
{
    switch (timings->state) {
    case TIMINGS_BUILD:
        return timings->build ? build_fd(timings->build) : -1;
    case TIMINGS_RUN:
        return measure_fd(timings->measure);
    default:
        return -1;
    }
}

bool timings_poll(struct timings *timings)
{
    if (timings->state == TIMINGS_RUN) {
        bool changed = measure_poll(timings->measure);
        if (measure_done(timings->measure)) {
            timings->state = TIMINGS_DONE;
            timings->done = clock_monotonic();
        }
        return changed || timings->state == TIMINGS_DONE;
    }
    if (timings->state != TIMINGS_BUILD)
        return false;
    size_t before = timings->at;
    go_on(timings);
    return timings->at != before;
}

enum timings_state timings_state(const struct timings *timings)
{
    return timings->state;
}

const struct measure_block *timings_block(const struct timings *timings)
{
    return timings->block;
}

double timings_age(const struct timings *timings)
{
    return timings->done ? (double)(clock_monotonic() - timings->done) / 1e9 : 0;
}

const struct err *timings_error(const struct timings *timings)
{
    return &timings->err;
}

unsigned timings_progress(const struct timings *timings, unsigned *of)
{
    if (timings->measure)
        return measure_progress(timings->measure, of);
    *of = (unsigned)timings->count;
    return (unsigned)timings->at;
}

const struct measure_row *timings_row(const struct timings *timings, size_t variant)
{
    if (variant >= timings->count)
        return NULL;
    if (*timings->unbuilt[variant].note)
        return &timings->unbuilt[variant];
    return timings->measure ? measure_row(timings->measure, variant) : NULL;
}

