/* tool_fuzz.c — random programs: does complete exploration find exactly the results that trying every schedule finds?
 *   tool_fuzz [PROGRAMS [FIRST SEED]]     prints `ok …`, or the program whose results differ and which they are. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/dice.h"
#include "build/build.h"
#include "explore/dpor.h"
#include "explore/possible.h"
#include "host/machine.h"
#include "runtime/runtime.h"

enum { THREADS = 4, OPS = 8, RESULTS = 2048, MOST = 400000, LIMIT = 400, ACTS_KNOWN = 27 };

struct program { unsigned char threads, ops[THREADS][OPS][2]; };

struct results {
    uint64_t key[RESULTS];
    char text[RESULTS][96];
    size_t count;
    unsigned long executions;
};

static void add(struct results *results, const struct run_end *end)
{
    char text[96];
    size_t length;
    const char *output = runtime_output(&length);
    snprintf(text, sizeof text, "%s %d %.20s %.50s", outcome_word(end->outcome), end->code, end->text, output);
    text[strcspn(text, "\n")] = '\0';
    uint64_t key = 14695981039346656037u;
    for (const char *at = text; *at; at++)
        key = (key ^ (unsigned char)*at) * 1099511628211u;
    results->executions++;
    for (size_t k = 0; k < results->count; k++)
        if (results->key[k] == key)
            return;
    if (results->count == RESULTS)
        return;
    memcpy(results->text[results->count], text, sizeof text);
    results->key[results->count++] = key;
}

static bool has(const struct results *results, uint64_t key)
{
    for (size_t k = 0; k < results->count; k++)
        if (results->key[k] == key)
            return true;
    return false;
}

/* Every schedule there is, by counting through the choices, without any of the explorer's code. Only what nobody can
 * notice is not branched on: a thread's coming, going, creating and joining happen at once. */
struct counter {
    unsigned taken[LIMIT + 1], of[LIMIT + 1];
    size_t depth, known;
};

static bool is_unnoticed(unsigned act)
{
    return act == ACT_START || act == ACT_END || act == ACT_CREATE || act == ACT_JOIN;
}

static struct choice choose(void *data, const struct options *options)
{
    struct counter *counter = data;
    struct choice list[64];
    unsigned count = 0;
    for (uint64_t left = options->ready | options->timed; left; left &= left - 1) {
        uint16_t thread = (uint16_t)__builtin_ctzll(left);
        unsigned ways = possible_ways(options->world, thread, false);
        for (uint8_t way = 0; way < WAYS; way++)
            if (ways & (1u << way))
                list[count++] = (struct choice){ thread, way };
        if (is_unnoticed(options->world->thread[thread].about.act) && (ways & 1))
            return (struct choice){ thread, WAY_GO };
    }
    size_t depth = counter->depth++;
    if (depth >= counter->known) {
        counter->taken[depth] = 0;
        counter->known = depth + 1;
    }
    counter->of[depth] = count;
    return list[counter->taken[depth]];
}

/* False: too many. */
static bool brute(struct results *results)
{
    static struct counter counter;
    struct chooser chooser = { .choose = choose, .data = &counter };
    struct run_end end;
    counter.known = 0;
    results->count = results->executions = 0;
    while (results->executions < MOST) {
        counter.depth = 0;
        runtime_run(&chooser, NULL, LIMIT, &end);
        add(results, &end);
        counter.known = counter.depth;
        while (counter.known > 0 && counter.taken[counter.known - 1] + 1 == counter.of[counter.known - 1])
            counter.known--;
        if (counter.known == 0)
            return true;
        counter.taken[counter.known - 1]++;
    }
    return false;
}

static bool reduced(const struct machine *machine, struct results *results, unsigned long *redundant)
{
    struct dpor *dpor = dpor_begin(machine, LIMIT, false);
    struct run_end end;
    enum dpor_run run;
    results->count = results->executions = 0;
    while ((run = dpor_next(dpor, &end)) <= DPOR_REDUNDANT)
        if (run == DPOR_TRACE)
            add(results, &end);
        else
            ++*redundant;
    dpor_end(dpor);
    return run == DPOR_FINISHED;
}

/* A few kinds of steps in each program, so that its threads meet. */
static void invent(struct program *program, struct dice *dice)
{
    unsigned kinds[4];
    memset(program, 0, sizeof *program);
    program->threads = (unsigned char)(2 + dice_below(dice, 3));
    unsigned most = program->threads == 2 ? 6 : program->threads == 3 ? 4 : 2;
    unsigned different = 2 + dice_below(dice, 3), things = 1 + dice_below(dice, 2);
    for (unsigned k = 0; k < different; k++)
        kinds[k] = 1 + dice_below(dice, ACTS_KNOWN);
    for (unsigned t = 0; t < program->threads; t++) {
        unsigned ops = most / 2 + dice_below(dice, most / 2 + 1);
        for (unsigned k = 0; k < ops; k++) {
            program->ops[t][k][0] = (unsigned char)kinds[dice_below(dice, different)];
            program->ops[t][k][1] = (unsigned char)dice_below(dice, things);
        }
    }
}

static void print_program(const struct program *program)
{
    for (unsigned t = 0; t < program->threads; t++) {
        printf("  thread %u:", t);
        for (unsigned k = 0; program->ops[t][k][0]; k++)
            printf(" %u.%u", program->ops[t][k][0], program->ops[t][k][1]);
        printf("\n");
    }
}

static bool agree(const struct results *all, const struct results *found)
{
    bool good = true;
    for (size_t k = 0; k < all->count; k++)
        if (!has(found, all->key[k])) {
            printf("  missed: %s\n", all->text[k]);
            good = false;
        }
    for (size_t k = 0; k < found->count; k++)
        if (!has(all, found->key[k])) {
            printf("  invented: %s\n", found->text[k]);
            good = false;
        }
    return good;
}

static struct program *open_table(const char *library)
{
    void *handle = dlopen(library, RTLD_NOW | RTLD_NOLOAD);
    char *table = handle ? dlsym(handle, "program") : NULL;
    if (!table || mprotect((void *)((uintptr_t)table & ~(uintptr_t)4095), 8192, PROT_READ | PROT_WRITE) != 0)
        return NULL;
    return (struct program *)table;
}

int main(int count, char **arguments)
{
    static struct results all, found;
    const char *sources[] = { getenv("FUZZ_PROGRAM"), NULL };
    struct build_plan plan = { .sources = sources, .flavours = BUILD_TRACED };
    struct err err = { "no FUZZ_PROGRAM" };
    struct build *build = sources[0] ? build_start(&plan, &err) : NULL;
    if (!build || !build_wait(build, &err) || !runtime_load(build_traced(build), &err)) {
        printf("not ok programs: %s\n", err.text);
        return 1;
    }
    struct machine machine = machine_of_demo(NULL, NULL);
    struct program *table = open_table(build_traced(build));
    unsigned long programs = count > 1 ? strtoul(arguments[1], NULL, 10) : 1000, compared = 0, redundant = 0, traces = 0, schedules = 0, outcomes = 0;
    uint64_t seed = count > 2 ? strtoull(arguments[2], NULL, 10) : 1;
    bool good = table != NULL;
    for (; good && compared < programs; seed++) {
        struct dice dice = { seed };
        invent(table, &dice);
        if (!brute(&all) || all.count == RESULTS)
            continue;           /* too large to try everything */
        compared++;
        good = reduced(&machine, &found, &redundant) && agree(&all, &found);
        traces += found.executions;
        schedules += all.executions;
        outcomes += all.count;
        if (!good) {
            printf("not ok programs: seed %lu, %zu results of %lu schedules, %zu of %lu traces\n", (unsigned long)seed,
                   all.count, all.executions, found.count, found.executions);
            print_program(table);
        }
    }
    if (good)
        printf("ok exploration finds what trying everything finds, in %lu programs (%lu results; %lu schedules, %lu traces, %lu redundant)\n", compared,
               outcomes, schedules, traces, redundant);
    build_destroy(build);
    return !good;
}
