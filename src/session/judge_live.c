/* judge_live.c — see judge_live.h. */
#include "session/judge_live.h"

#include <stdio.h>
#include <string.h>

#include "session/judge_inside.h"

static bool hangs(const struct exercise *exercise, const struct free_result *result)
{
    return exercise->finishes && result->end == FREE_HUNG;
}

static bool breaks(const struct exercise *exercise, const struct free_result *result)
{
    return exercise->sound && (result->end == FREE_SIGNALLED || (result->end == FREE_EXITED && result->code != 0));
}

/* However it ends; but of a run that should have come to its end, it is not known what it would have printed. */
static bool prints_wrong(const struct exercise *exercise, const struct free_result *result)
{
    return !hangs(exercise, result) && !judge_prints_any(exercise, result->printed);
}

static const struct free_result *first(const struct exercise *exercise, const struct free_runs *runs,
                                       bool (*bad)(const struct exercise *, const struct free_result *))
{
    const struct free_result *results;
    size_t count = runs ? free_runs_results(runs, &results) : 0;
    for (size_t k = 0; k < count; k++)
        if (bad(exercise, &results[k]))
            return &results[k];
    return NULL;
}

static void ask_all(const struct exercise *exercise, const struct free_runs *runs, const char *program, struct judgement *out)
{
    bool known = runs && free_runs_state(runs) == FREE_DONE;
    char texts[DEMAND_TEXT - 60];
    if (exercise->prints[0])
        judge_ask(out, !first(exercise, runs, prints_wrong), known && !first(exercise, runs, hangs), "It prints %s, in every run.",
                  judge_list_prints(exercise, texts, sizeof texts));
    if (exercise->sound)
        judge_ask(out, !first(exercise, runs, breaks), known, "Each run that ends does so with exit status 0: no crash, no signal.");
    if (exercise->finishes)
        judge_ask(out, !first(exercise, runs, hangs), known, "It always comes to its end.");
    judge_ask_keeps(exercise, program, out);
}

static void tell_failure(const struct exercise *exercise, const struct free_runs *runs, char *out, size_t room)
{
    char printed[120];
    unsigned of, count = free_runs_count(runs, &of);
    const struct free_result *bad = first(exercise, runs, hangs);
    if (bad) {
        snprintf(out, room, "Not passed: a run did not come to its end within %.0f s, and was stopped. Who waits, and for what?",
                 free_runs_patience(runs));
        return;
    }
    bad = first(exercise, runs, breaks);
    if (bad && bad->end == FREE_SIGNALLED)
        snprintf(out, room, "Not passed: %u of %u runs were killed by SIG%s.", bad->times, count, sigabbrev_np(bad->code));
    else if (bad)
        snprintf(out, room, "Not passed: %u of %u runs ended with exit status %d.", bad->times, count, bad->code);
    else if ((bad = first(exercise, runs, prints_wrong)))
        snprintf(out, room, "Not passed: %u of %u runs printed \"%s\".", bad->times, count,
                 judge_flat(bad->printed, printed, sizeof printed));
}

static enum judged verdict(const struct exercise *exercise, const struct free_runs *runs, const struct judgement *out)
{
    if (free_runs_state(runs) == FREE_FAILED)
        return JUDGED_NO_PROGRAM;
    if (first(exercise, runs, hangs) || first(exercise, runs, breaks) || first(exercise, runs, prints_wrong))
        return JUDGED_FAILED;
    if (free_runs_state(runs) != FREE_DONE)
        return JUDGED_OPEN;
    for (size_t k = 0; k < out->count; k++)
        if (out->demands[k].state == DEMAND_FAILS)
            return JUDGED_FAILED;
    unsigned of;
    return free_runs_count(runs, &of) == of ? JUDGED_PASSED : JUDGED_UNFINISHED;
}

void judge_live(const struct exercise *exercise, const struct free_runs *runs, const char *program, struct judgement *out)
{
    *out = (struct judgement){ .judged = JUDGED_OPEN };
    ask_all(exercise, runs, program, out);
    if (!runs)
        return;
    unsigned of, count = free_runs_count(runs, &of);
    out->judged = verdict(exercise, runs, out);
    if (out->judged == JUDGED_NO_PROGRAM)
        snprintf(out->sentence, sizeof out->sentence, "%.500s", free_runs_error(runs));
    else if (out->judged == JUDGED_FAILED)
        tell_failure(exercise, runs, out->sentence, sizeof out->sentence);
    else if (out->judged == JUDGED_PASSED)
        snprintf(out->sentence, sizeof out->sentence, "Passed: %u runs at full speed did what is asked. That is no proof: processes "
                 "and sockets cannot be tried every way.", count);
    else if (out->judged == JUDGED_UNFINISHED)
        snprintf(out->sentence, sizeof out->sentence, "Not passed yet: stopped after %u of %u runs.", count, of);
    if (out->judged == JUDGED_FAILED && !*out->sentence)
        judge_tell_undone(out);
}
