/* tool_same.c — is a run the same when the same choices are made again? tool_same FILE.c… runs each 1,000 times with one
 * seed, and 1,000 times along the schedule that came of it, and compares every record. Prints `ok …` or what differed. */
#include <stdio.h>
#include <string.h>

#include "build/build.h"
#include "explore/random.h"
#include "runtime/runtime.h"
#include "trace/schedule.h"

enum { RUNS = 1000, LIMIT = 20000 };

struct run {
    struct dice dice;
    struct schedule schedule;       /* made, or to be followed */
    size_t at;
    bool follows;
    uint64_t hash;
};

static void put(void *data, const struct step *step)
{
    struct run *run = data;
    const unsigned char *byte = (const unsigned char *)step;
    for (size_t k = 0; k < sizeof *step; k++)
        run->hash = (run->hash ^ byte[k]) * 1099511628211u;
}

static struct choice choose(void *data, const struct options *options)
{
    struct run *run = data;
    if (run->follows && run->at < run->schedule.count)
        return run->schedule.choices[run->at++];
    struct choice choice = random_choose(&run->dice, options);
    if (!schedule_add(&run->schedule, choice))
        choice.thread = NOBODY;
    return choice;
}

static uint64_t once(struct run *run)
{
    struct chooser chooser = { .choose = choose, .data = run };
    struct sink sink = { .put = put, .data = run };
    struct run_end end;
    run->dice.state = 7;
    run->hash = 14695981039346656037u;
    run->at = 0;
    if (!run->follows)
        schedule_cut(&run->schedule, 0);
    runtime_run(&chooser, &sink, LIMIT, &end);
    return run->hash;
}

static unsigned different(struct run *run, uint64_t first)
{
    unsigned count = 0;
    for (int k = 0; k < RUNS; k++)
        count += once(run) != first;
    return count;
}

int main(int count, char **arguments)
{
    struct err err = { "which program?" };
    const char *sources[] = { count > 1 ? arguments[1] : NULL, NULL };
    struct build_plan plan = { .sources = sources, .flavours = BUILD_TRACED };
    struct build *build = count > 1 ? build_start(&plan, &err) : NULL;
    struct run run = { .follows = false };
    if (!build || !build_wait(build, &err) || !runtime_load(build_traced(build), &err)) {
        printf("not ok the same choices, the same run: %s\n", err.text);
        return 1;
    }
    const char *slash = strrchr(arguments[1], '/'), *name = slash ? slash + 1 : arguments[1];
    once(&run);                         /* objects get their numbers when they are first met */
    uint64_t first = once(&run);
    unsigned by_seed = different(&run, first);
    run.follows = true;
    unsigned by_schedule = different(&run, first);
    bool good = by_seed == 0 && by_schedule == 0;
    printf("%s %s: the same seed, the same run, and so its schedule, %d times out of %d", good ? "ok" : "not ok", name, RUNS, RUNS);
    if (good)
        printf("\n");
    else
        printf(": %u and %u differed\n", by_seed, by_schedule);
    schedule_free(&run.schedule);
    build_destroy(build);
    return !good;
}
