/* check_text.c — what a check has found, for a person: the verdict with its figures, the story of the failure, the
 * schedule with which it can be seen again. */
#include "cli/check.h"

#include <stdio.h>
#include <string.h>

enum {
    HEAD = 16, TAIL = 6,        /* turns of a long story that are told */
    LONG = 4000,                /* bytes of a schedule that nobody wants to see twice */
};

static unsigned long long number(uint64_t value)
{
    return (unsigned long long)value;
}

const char *check_where(const struct check *check, uint64_t place, char *out, size_t room)
{
    struct place where;
    out[0] = '\0';
    if (search_place(check->search, place, &where)) {
        const char *slash = strrchr(where.file, '/');
        snprintf(out, room, "%s:%d", slash ? slash + 1 : where.file, where.line);
    }
    return out;
}

const char *check_kind(const struct check *check, const struct report *found)
{
    if (found->kind == REPORT_RACE)
        return "data race";
    if (found == check->worst && check->unexpected)
        return "wrong output";
    static const char *const stops[] = { [ASLEEP_NOBODY] = "deadlock", [ASLEEP] = "all asleep", [ASLEEP_LOST] = "lost wake-up" };
    switch ((enum outcome)found->outcome) {
    case OUTCOME_DEADLOCK:
        return found == check->worst ? stops[check->asleep] : "deadlock";
    case OUTCOME_EXITED:
        return found->code ? "exit code" : found->leaked ? "leak" : "exited";
    default:
        return outcome_word((enum outcome)found->outcome);
    }
}

static const char *and_races(const struct check *check, char *out, size_t room)
{
    const struct report *const *races;
    size_t count = search_races(check->search, &races);
    out[0] = '\0';
    if (count > 0 && check->worst->kind != REPORT_RACE)
        snprintf(out, room, "; %zu data race%s besides", count, count == 1 ? "" : "s");
    return out;
}

static const char *failure(const struct check *check, char *out, size_t room)
{
    const struct report *worst = check->worst;
    char where[300], races[60];
    const char *text = worst->text;
    char lost[80];
    snprintf(lost, sizeof lost, "%llu bytes are not freed, and nothing points to them any more", number(worst->leaked));
    if (worst->leaked)
        text = lost;
    check_where(check, worst->place, where, sizeof where);
    snprintf(out, room, "fails: %s%s%s%s%s%s, with %llu preemption%s, in %llu steps%s", check_kind(check, worst),
             text[0] ? ": " : "", text, where[0] ? " (" : "", where, where[0] ? ")" : "", number(worst->preemptions),
             worst->preemptions == 1 ? "" : "s", number(worst->steps), and_races(check, races, sizeof races));
    return out;
}

static const char *why_unfinished(const struct report *progress)
{
    switch ((enum search_stop)progress->stopped) {
    case STOP_TIME:
        return "the time was up (--time)";
    case STOP_EXECUTIONS:
        return "the number of executions was reached (--executions)";
    case STOP_MEMORY:
        return "memory ran out";
    case STOP_ASKED:
        return "it was ended";
    default:
        return progress->hidden ? "the program has more memory or threads than the lab follows"
             : progress->cut ? "some runs reached the bound on steps (--steps)" : "only a part was asked for";
    }
}

static const char *refusal(const struct check *check, const struct report *progress, char *out, size_t room)
{
    if (progress->stopped == STOP_ONLY_LIVE)
        snprintf(out, room, "no verdict: the program does what only a live run can do: %s. Up to there, %llu executions did not fail",
                 progress->text, number(progress->executions));
    else if (check->options->schedule)
        snprintf(out, room, "no verdict: this program cannot follow the schedule: a choice in it is not open there");
    else
        snprintf(out, room, "no verdict: the program does not do the same under the same choices, so nothing can be promised");
    return out;
}

const char *check_verdict(const struct check *check, char *out, size_t room)
{
    const struct report *progress = search_progress(check->search);
    if (check->worst)
        return failure(check, out, room);
    switch (search_verdict(check->search)) {
    case VERDICT_SOUND:
        snprintf(out, room, "sound: none of its %llu traces fails (all of them executed; sequential consistency assumed)",
                 number(progress->traces));
        break;
    case VERDICT_BOUNDED:
        snprintf(out, room, "not finished: none of %llu executions fails, among them all with at most %llu preemption%s; beyond that "
                 "not all was searched, since %s", number(progress->executions), number(progress->bounded - 1),
                 progress->bounded == 2 ? "" : "s", why_unfinished(progress));
        break;
    case VERDICT_REFUSED:
        return refusal(check, progress, out, room);
    default:
        if (search_stranger(check->search) && progress->complete)
            snprintf(out, room, "not finished: none of its %llu traces fails, but what %.200s does to memory is not seen%s",
                     number(progress->traces), search_stranger(check->search),
                     strchr(search_stranger(check->search), '.') ? ": give its source instead" : "");
        else if (*search_error(check->search))
            snprintf(out, room, "not finished: no failure is known after %llu executions, but %s", number(progress->executions),
                     search_error(check->search));
        else
            snprintf(out, room, "not finished: none of %llu executions fails, but not all was searched, since %s",
                     number(progress->executions), why_unfinished(progress));
    }
    return out;
}

static bool has_end(const struct check *check)
{
    return check->worst->kind == REPORT_RACE || check->worst->outcome != OUTCOME_LIVELOCK;
}

static unsigned count_turns(const struct session *session, uint32_t steps)
{
    unsigned turns = 0;
    for (uint32_t k = 1; k <= steps; k++)
        turns += k == 1 || session_step(session, k)->thread != session_step(session, k - 1)->thread;
    return turns;
}

static const char *ending(const struct check *check, char *out, size_t room)
{
    struct tell tell = { check->session, check->ascii };
    if (has_end(check))
        return tell_outcome(&tell, out, room);
    if (check->worst->circle)
        snprintf(out, room, "Failed: all is now as it was after step %llu, and everyone who can go on has had a turn: so it can go on for "
                 "ever.", number(check->worst->circle));
    else
        snprintf(out, room, "Failed: so it goes on, and nobody comes to an end.");
    return out;
}

static void print_story(const struct check *check)
{
    struct tale tale;
    static struct turn turn;
    unsigned count = 0;
    char line[TALE_LINE];
    if (!check->session) {
        if (check_has_schedule(check->worst))
            printf("\n  The file is no longer what was searched: the run cannot be told.\n");
        return;
    }
    ending(check, line, sizeof line);
    putchar('\n');
    unsigned turns = count_turns(check->session, check_steps_told(check)), tail = has_end(check) ? TAIL : 0;
    tale_begin(&tale, check->session, check->ascii);
    while (count < turns && tale_next(&tale, &turn)) {
        count++;
        if (turns <= HEAD + tail + 1 || count <= HEAD || count > turns - tail)
            printf("%3u. %s\n", count, turn.text);
        else if (count == HEAD + 1)
            printf("     … %u more turns …\n", turns - HEAD - tail);
    }
    printf("     %s\n", line);
}

static const char *actor(const struct check *check, uint64_t thread, char *out, size_t room)
{
    struct tell tell = { check->session, check->ascii };
    if (thread == 0 || thread > 64)
        return "main";
    return tell_thread(&tell, (uint16_t)thread, out, room);
}

static void race_line(const struct check *check, const struct report *race, char *out, size_t room)
{
    char one[300], other[300], first[32], second[32];
    snprintf(out, room, "data race: %s %ss at %s, %s %ss at %s, and nothing orders the two",
             actor(check, race->other, first, sizeof first), act_traits((enum act)race->other_act) & ACT_WRITES ? "write" : "read",
             check_where(check, race->other_place, other, sizeof other), actor(check, race->thread, second, sizeof second),
             race->act == ACT_FREE ? "free" : act_traits((enum act)race->act) & ACT_WRITES ? "write" : "read",
             check_where(check, race->place, one, sizeof one));
}

static void print_races(const struct check *check)
{
    const struct report *const *races;
    size_t count = search_races(check->search, &races);
    char why[1000];
    if (*check_why_race(check, why, sizeof why))
        printf("\nrace:     %s.\n", why);
    char line[700], before[700] = "";
    for (size_t k = 0; k < count; k++) {
        race_line(check, races[k], line, sizeof line);
        if (strcmp(line, before) != 0)          /* the same two lines may race on several objects */
            printf("%s%s\n", k ? "" : "\n", line);
        memcpy(before, line, sizeof before);
    }
}

/* What it printed, on one line. */
static void print_result(const struct report *found)
{
    size_t length = strlen(found->output);
    while (length > 0 && found->output[length - 1] == '\n')
        length--;
    putchar('"');
    for (size_t k = 0; k < length && k < 40; k++)
        putchar(found->output[k] == '\n' ? '|' : found->output[k]);
    printf("\"%s", length > 40 ? "…" : "");
}

static void print_outcomes(const struct check *check)
{
    const struct report *const *found;
    size_t count = search_found(check->search, &found);
    printf("\n%zu result%s:\n", count, count == 1 ? "" : "s");
    for (size_t k = 0; k < count; k++) {
        double chance, error;
        printf("  %-12s %6llu traces", check_kind(check, found[k]), number(found[k]->traces));
        if (search_chance(check->search, found[k], &chance, &error))
            printf("  %5.1f %% ± %.1f of random runs", 100 * chance, 100 * error);
        printf("  ");
        print_result(found[k]);
        printf("\n      schedule: %s\n", found[k]->schedule);
    }
}

static void print_printed(const struct check *check)
{
    if (check->worst->kind == REPORT_RACE || (!check->unexpected && !check->worst->output[0]))
        return;
    printf("\nprinted:  ");
    print_result(check->worst);
    if (check->unexpected)
        printf(" instead of \"%s\"", check->options->expect);
    putchar('\n');
}

/* Beside the run that fails the nearest one that does not, and the one difference. */
static void print_passing(const struct check *check)
{
    char name[32];
    struct tell tell = { check->session, check->ascii };
    if (!check->passing)
        return;
    printf("passes:   %s\n", check->passing);
    printf("          the same until %s is stopped for the last time; here it goes on instead\n",
           check->goes_on == 0 ? "main" : tell_thread(&tell, check->goes_on, name, sizeof name));
}

/* As a shell takes it for one word. */
static void print_word(const char *word)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+=./,:@%";
    if (*word && !word[strspn(word, plain)]) {
        printf(" %s", word);
        return;
    }
    fputs(" '", stdout);
    for (; *word; word++)
        fputs(*word == '\'' ? "'\\''" : (char[]){ *word, '\0' }, stdout);
    putchar('\'');
}

static void print_replay(const struct check *check)
{
    const struct options *options = check->options;
    const struct report *worst = check->worst;
    if (!check_has_schedule(worst)) {
        printf("\nschedule: too long to be kept: make the program do less\n");
        return;
    }
    printf("\nschedule: %s\nsee it:   threadlab run", worst->schedule);
    for (unsigned k = 0; k < options->operands; k++)
        print_word(options->operand[k]);
    printf(" --schedule '%s'", strlen(worst->schedule) <= LONG ? worst->schedule : "(the one above)");
    for (size_t k = 0; options->flags[k]; k++) {
        fputs(k ? "" : " --", stdout);
        print_word(options->flags[k]);
    }
    putchar('\n');
    print_passing(check);
}

/* What was done, in which order, and why no more: the automatic choice explained. */
static const char *how_searched(const struct check *check, char *out, size_t room)
{
    static const char *const at_random[SEARCH_HOWS] = {
        "at random (PCT and partial-order sampling)", "", "", "at random (PCT)", "at random (partial-order sampling)",
    };
    const struct report *progress = search_progress(check->search);
    char few[120] = "", all[160] = "";
    if (check->options->schedule)
        return "the schedule given";
    if (progress->bounded)
        snprintf(few, sizeof few, "all schedules with at most %llu preemption%s", number(progress->bounded - 1),
                 progress->bounded == 2 ? "" : "s");
    if (progress->complete)
        snprintf(all, sizeof all, "%severy trace", few[0] ? ", then " : "");
    else if (progress->traces && progress->estimate > progress->traces)
        snprintf(all, sizeof all, "%s%llu traces of about %llu, too many for the time", few[0] ? ", then " : "",
                 number(progress->traces), number(progress->estimate));
    else if (progress->traces)
        snprintf(all, sizeof all, "%s%llu traces", few[0] ? ", then " : "", number(progress->traces));
    bool random = progress->phase == DOING_RANDOM && !progress->complete;
    snprintf(out, room, "%s%s%s%s", few, all, random && (few[0] || all[0]) ? ", then " : "",
             random ? at_random[check->options->how] : "");
    return out[0] ? out : "the beginning of every schedule";
}

static void print_searched(const struct check *check)
{
    const struct report *progress = search_progress(check->search);
    char how[600];
    uint64_t executions = progress->executions;
    for (unsigned k = 0; k < check->beside_count; k++)
        executions += search_progress(check->beside[k])->executions;
    printf("searched: %llu execution%s in %.2f s: %s; sequential consistency assumed\n", number(executions),
           executions == 1 ? "" : "s", (double)progress->nanoseconds / 1e9, how_searched(check, how, sizeof how));
}

void check_print_text(const struct check *check)
{
    char line[1200];
    printf("%s.\n", check_verdict(check, line, sizeof line));
    if (check->worst) {
        print_story(check);
        print_printed(check);
        print_races(check);
        print_replay(check);
    }
    if (check->options->outcomes)
        print_outcomes(check);
    print_searched(check);
}
