/* judge.c — see judge.h. */
#include "session/judge.h"

#include <stdio.h>
#include <string.h>

#include "session/judge_inside.h"
#include "session/uses.h"

static const double SECONDS = 10;

struct search_plan judge_plan(const struct exercise *exercise, const char *const *sources)
{
    return (struct search_plan){
        .sources = sources, .flags = exercise->flags, .seconds = SECONDS, .spurious = exercise->spurious,
        .uses = true,
    };
}

/* ---- one result ---- */

static bool never_ends(const struct report *found)
{
    return found->outcome == OUTCOME_DEADLOCK || found->outcome == OUTCOME_LIVELOCK || found->outcome == OUTCOME_STUCK;
}

static bool is_unsound(const struct report *report)
{
    return report->kind == REPORT_RACE || (report->failed && !never_ends(report));
}

static bool prints_wrong(const struct exercise *exercise, const struct report *found)
{
    return found->kind != REPORT_RACE && !judge_prints_any(exercise, found->output);
}

static bool breaks(const struct exercise *exercise, const struct report *report)
{
    return (exercise->sound && is_unsound(report)) || prints_wrong(exercise, report)
        || (exercise->finishes && report->kind != REPORT_RACE && never_ends(report));
}

/* A wrong result is worth more than a race, which may have no consequence that can be seen. */
static const struct report *simplest(const struct exercise *exercise, const struct search *search)
{
    const struct report *const *list, *best = NULL;
    size_t count = search_found(search, &list);
    for (size_t k = 0; k < count; k++)
        if (breaks(exercise, list[k]) && (!best || report_is_simpler(list[k], best)))
            best = list[k];
    if (best)
        return best;
    count = search_races(search, &list);
    for (size_t k = 0; k < count; k++)
        if (breaks(exercise, list[k]) && (!best || report_is_simpler(list[k], best)))
            best = list[k];
    return best;
}

/* ---- how much has been tried ---- */

static bool may_be_trusted(const struct search *search)
{
    const struct report *progress = search_progress(search);
    return search_state(search) == SEARCH_ENDED && !*search_error(search) && !progress->hidden && !search_stranger(search)
        && progress->stopped != STOP_ONLY_LIVE && progress->stopped != STOP_DIVERGED;
}

bool judge_is_complete(const struct search *search)
{
    return may_be_trusted(search) && search_progress(search)->complete;
}

static bool is_enough(const struct exercise *exercise, const struct search *search)
{
    const struct report *progress = search_progress(search);
    bool bounded = exercise->bound >= 0 && progress->bounded > (unsigned)exercise->bound && progress->cut == 0;
    return judge_is_complete(search) || (may_be_trusted(search) && bounded);
}

/* ---- what is asked ---- */

/* Does any result break a demand? */
static bool any(const struct exercise *exercise, const struct search *search,
                bool (*bad)(const struct exercise *, const struct report *))
{
    const struct report *const *list;
    size_t count = search ? search_found(search, &list) : 0;
    for (size_t k = 0; k < count; k++)
        if (bad(exercise, list[k]))
            return true;
    return false;
}

static bool bad_end(const struct exercise *exercise, const struct report *found)
{
    (void)exercise;
    return never_ends(found);
}

/* What broke, in a word or two; NULL: nothing did. */
static const char *what_broke(const struct search *search)
{
    const struct report *const *list;
    size_t count = search ? search_found(search, &list) : 0;
    for (size_t k = 0; k < count; k++)
        if (is_unsound(list[k]))
            return list[k]->leaked ? "memory that is lost" : list[k]->outcome == OUTCOME_EXITED ? "an exit code"
                 : outcome_word((enum outcome)list[k]->outcome);
    return search && search_races(search, &list) > 0 ? "a data race" : NULL;
}

static void ask_sound(const struct exercise *exercise, const struct search *search, bool known, struct judgement *out)
{
    const char *broke = what_broke(search);
    (void)exercise;
    if (broke)
        judge_ask(out, false, known, "Nothing breaks on the way. Here: %s.", broke);
    else
        judge_ask(out, true, known, "Nothing breaks on the way: no data race, no failed assertion, no misuse, no crash, no leak.");
}

/* Threads that are created one after the other, each when the one before has been joined, are no threads at once. */
static void ask_threads(const struct exercise *exercise, const struct search *search, bool known, struct judgement *out)
{
    bool ended = search && search_state(search) == SEARCH_ENDED;
    unsigned at_once = ended ? (unsigned)search_progress(search)->together : exercise->threads;
    unsigned busy = ended ? uses_threads(search) : exercise->threads;
    if (at_once < exercise->threads)
        judge_ask(out, false, known, "At least %u threads at once, main among them. Here: %u.", exercise->threads, at_once);
    else if (busy < exercise->threads)
        judge_ask(out, false, known, "At least %u threads do something, main among them. Here: %u.", exercise->threads, busy);
    else
        judge_ask(out, true, known, "At least %u threads at once, main among them; each does something.", exercise->threads);
}

/* Seen in some run; or, of what is forbidden, in none. */
static void ask_uses(const struct exercise *exercise, const struct search *search, bool known, struct judgement *out)
{
    bool ended = search && search_state(search) == SEARCH_ENDED;
    char sentence[DEMAND_TEXT];
    for (size_t k = 0; exercise->uses[k]; k++) {
        bool holds = uses_ask(exercise, exercise->uses[k], ended ? search : NULL, sentence, sizeof sentence);
        judge_ask(out, holds || !known, known, "%s", sentence);
    }
}

/* Each line that is gone is named; those that are there are one demand. */
static void ask_all(const struct exercise *exercise, const struct search *search, const char *program, struct judgement *out)
{
    bool known = search && is_enough(exercise, search);
    if (exercise->prints[0]) {
        char texts[DEMAND_TEXT - 60];
        judge_ask(out, !any(exercise, search, prints_wrong), known, "It prints %s, whichever way it goes.",
                  judge_list_prints(exercise, texts, sizeof texts));
    }
    if (exercise->sound)
        ask_sound(exercise, search, known, out);
    if (exercise->finishes)
        judge_ask(out, !any(exercise, search, bad_end), known, "It always comes to its end.");
    if (exercise->threads)
        ask_threads(exercise, search, known, out);
    ask_uses(exercise, search, known, out);
    judge_ask_keeps(exercise, program, out);
}

/* ---- the verdict in words ---- */

static int line_of(const struct search *search, uint64_t place)
{
    struct place where;
    return search_place(search, place, &where) ? where.line : 0;
}

static const char *verb(uint64_t act)
{
    return act == ACT_FREE ? "freed" : act_traits((enum act)act) & ACT_WRITES ? "written" : "read";
}

static void tell_failure(const struct exercise *exercise, const struct search *search, const struct report *shown, char *out,
                         size_t room)
{
    char printed[120];
    judge_flat(shown->output, printed, sizeof printed);
    if (shown->kind == REPORT_RACE)
        snprintf(out, room, "Not passed. A data race: memory is %s in line %d by one thread and %s in line %d by another, and nothing orders "
                 "them.", verb(shown->other_act), line_of(search, shown->other_place), verb(shown->act), line_of(search, shown->place));
    else if (shown->outcome != OUTCOME_EXITED)
        snprintf(out, room, "Not passed: it can happen that %s%s%s%s%s.",
                 shown->outcome == OUTCOME_DEADLOCK || shown->outcome == OUTCOME_ASSERT ? "" : "it ", outcome_sentence((enum outcome)shown->outcome),
                 *shown->text ? " (" : "", shown->text, *shown->text ? ")" : "");
    else if (prints_wrong(exercise, shown) && !*printed)
        snprintf(out, room, "Not passed: it can end without having printed anything.");
    else if (shown->leaked)
        snprintf(out, room, "Not passed: it can end with %llu bytes that were never freed.", (unsigned long long)shown->leaked);
    else if (shown->code)
        snprintf(out, room, "Not passed: it can end with exit code %d.", (int)(int32_t)shown->code);
    else
        snprintf(out, room, "Not passed: it can print \"%s\".", printed);
}

static void tell_passed(const struct exercise *exercise, const struct search *search, char *out, size_t room)
{
    const struct report *progress = search_progress(search);
    if (judge_is_complete(search))
        snprintf(out, room, "Passed. %s %llu way%s it can go %s been tried, under sequential consistency.",
                 progress->traces == 1 ? "The" : "All", (unsigned long long)progress->traces, progress->traces == 1 ? "" : "s",
                 progress->traces == 1 ? "has" : "have");
    else
        snprintf(out, room, "Passed. All schedules with at most %d preemption%s have been tried, under sequential consistency; that "
                 "is what is asked here.", exercise->bound, exercise->bound == 1 ? "" : "s");
}

static void tell_no_verdict(const struct search *search, struct judgement *out)
{
    const struct report *progress = search_progress(search);
    if (progress->stopped == STOP_ONLY_LIVE)
        snprintf(out->sentence, sizeof out->sentence, "No verdict: the program does what only a live run can do: %.300s",
                 progress->text);
    else if (progress->stopped == STOP_DIVERGED)
        snprintf(out->sentence, sizeof out->sentence, "No verdict: the program does not do the same under the same choices.");
    else if (*search_error(search))
        snprintf(out->sentence, sizeof out->sentence, "No verdict: %.400s", search_error(search));
    else
        snprintf(out->sentence, sizeof out->sentence, "Not passed yet: nothing wrong was found in %llu executions, but not all was "
                 "tried. Make the program do less.", (unsigned long long)progress->executions);
}

static enum judged verdict(const struct exercise *exercise, const struct search *search, const struct judgement *out)
{
    const struct report *progress = search_progress(search);
    if (search_state(search) == SEARCH_FAILED)
        return JUDGED_NO_PROGRAM;
    if (search_state(search) != SEARCH_ENDED)
        return JUDGED_OPEN;
    if (out->shown)
        return JUDGED_FAILED;
    if (progress->stopped == STOP_ONLY_LIVE || progress->stopped == STOP_DIVERGED || *search_error(search))
        return JUDGED_REFUSED;
    for (size_t k = 0; k < out->count; k++)
        if (out->demands[k].state == DEMAND_FAILS)
            return JUDGED_FAILED;
    return is_enough(exercise, search) ? JUDGED_PASSED : JUDGED_UNFINISHED;
}

void judge(const struct exercise *exercise, const struct search *search, const char *program, struct judgement *out)
{
    *out = (struct judgement){ .judged = JUDGED_OPEN };
    ask_all(exercise, search, program, out);
    if (!search)
        return;
    out->shown = simplest(exercise, search);
    out->judged = verdict(exercise, search, out);
    if (out->shown)
        tell_failure(exercise, search, out->shown, out->sentence, sizeof out->sentence);
    else if (out->judged == JUDGED_PASSED)
        tell_passed(exercise, search, out->sentence, sizeof out->sentence);
    else if (out->judged == JUDGED_FAILED)
        judge_tell_undone(out);
    else if (out->judged == JUDGED_NO_PROGRAM)
        snprintf(out->sentence, sizeof out->sentence, "%.500s", search_error(search));
    else if (out->judged != JUDGED_OPEN)
        tell_no_verdict(search, out);
}

/* ---- hunts ---- */

bool judge_goal(const struct hunt *hunt, enum outcome outcome, const char *output)
{
    switch (hunt->goal) {
    case GOAL_PRINTS:
        return outcome == OUTCOME_EXITED && judge_prints(output, hunt->line);
    case GOAL_DEADLOCK:
        return outcome == OUTCOME_DEADLOCK;
    case GOAL_ASSERTION:
        return outcome == OUTCOME_ASSERT;
    case GOAL_CRASH:
        return outcome == OUTCOME_CRASHED || outcome == OUTCOME_ABORTED;
    }
    return false;
}

const struct report *judge_nearest(const struct hunt *hunt, const struct search *search)
{
    const struct report *const *list, *best = NULL;
    size_t count = search_found(search, &list);
    for (size_t k = 0; k < count; k++)
        if (judge_goal(hunt, (enum outcome)list[k]->outcome, list[k]->output) && (!best || report_is_simpler(list[k], best)))
            best = list[k];
    return best;
}
