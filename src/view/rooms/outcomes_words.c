/* outcomes_words.c — the sentences of the outcomes screen; see outcomes_inside.h. Words of the trade are not used without
 * saying what they mean: who reads this may read about it for the first time. */
#include <stdio.h>
#include <string.h>

#include "session/tell.h"
#include "view/rooms/outcomes_inside.h"

enum { FOUND_MOST = 256 };      /* FOUND_MOST: of explore/findings.h */

static const char *const what_preempts = "a thread that could go on is stopped";

const char *outcomes_plural(uint64_t count)
{
    return count == 1 ? "" : "s";
}

const char *outcomes_number(uint64_t number, char out[32])
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number), at = 0;
    for (int k = 0; k < length; k++) {
        if (k > 0 && (length - k) % 3 == 0)
            out[at++] = ',';
        out[at++] = digits[k];
    }
    out[at] = '\0';
    return out;
}

int outcomes_line(const struct outcomes_room *self, uint64_t place)
{
    struct place where;
    return search_place(self->plan.search, place, &where) ? where.line : 0;
}

/* ---- the verdict ---- */

static const char *what_is_wrong(const struct outcomes_room *self, char *out, size_t room)
{
    size_t wrong = 0, races = 0, results = 0;
    for (size_t k = 0; k < self->count; k++) {
        bool race = self->rows[k]->kind == REPORT_RACE;
        races += race;
        results += !race;
        wrong += !race && outcomes_has_failed(self, self->rows[k]);
    }
    size_t length = (size_t)snprintf(out, room, "%s%zu result%s, ", results >= FOUND_MOST ? "at least " : "", results,
                                     outcomes_plural(results));
    length += (size_t)snprintf(out + length, room - length, wrong ? "%zu wrong" : "none wrong", wrong);
    if (races && length < room)
        snprintf(out + length, room - length, ", %zu data race%s", races, outcomes_plural(races));
    return out;
}

static void unfinished(const struct search *search, const char *found, char *out, size_t room)
{
    const struct report *progress = search_progress(search);
    char bound[32];
    if (search_stranger(search))
        snprintf(out, room, "Not all is seen: what %.100s does to memory the lab does not know. Found: %s.", search_stranger(search), found);
    else if (progress->hidden)
        snprintf(out, room, "Not all: it has more memory or threads than the lab follows. Found: %s.", found);
    else if (progress->bounded > 1)
        snprintf(out, room, "Not finished: %s. All runs with at most %s preemption%s were tried; beyond that, a part.", found,
                 outcomes_number(progress->bounded - 1, bound), progress->bounded == 2 ? "" : "s");
    else if (progress->bounded == 1)
        snprintf(out, room, "Not finished: %s. All runs without a preemption were tried; beyond that, a part.", found);
    else
        snprintf(out, room, "Not finished: %s. A part was tried.", found);
}

const char *outcomes_verdict(const struct outcomes_room *self, char *out, size_t room, enum look *look)
{
    const struct search *search = self->plan.search;
    const struct report *progress = search_progress(search);
    bool wrong = self->count > 0 && outcomes_has_failed(self, self->rows[0]);
    char found[120], ways[32];
    what_is_wrong(self, found, sizeof found);
    *look = wrong ? LOOK_FAILURE : LOOK_GOOD;
    if (search_state(search) == SEARCH_FAILED || *search_error(search)) {
        *look = LOOK_FAILURE;
        snprintf(out, room, "%s", *search_error(search) ? search_error(search) : "The search could not be made.");
    } else if (outcomes_refused(self)) {
        *look = wrong ? LOOK_FAILURE : LOOK_WARNING;
        if (progress->stopped == STOP_ONLY_LIVE)
            snprintf(out, room, "No verdict: the program does what only a live run can do: %s.", progress->text);
        else
            snprintf(out, room, "No verdict: the program does not do the same under the same choices.");
    } else if (outcomes_goes_on(self)) {
        *look = LOOK_STRONG;
        snprintf(out, room, search_state(search) == SEARCH_BUILDS ? "Compiling it." : "Searching. So far: %s.", found);
    } else if (progress->complete && !progress->hidden && !search_stranger(search)) {
        snprintf(out, room, "%s %s way%s it can go: %s.", progress->traces == 1 ? "The" : "All",
                 outcomes_number(progress->traces, ways), outcomes_plural(progress->traces), found);
    } else {
        *look = wrong ? LOOK_FAILURE : LOOK_WARNING;
        unfinished(search, found, out, room);
    }
    return out;
}

/* ---- what was chosen, and why ---- */

static const char *doing(const struct report *progress)
{
    static const char *const phases[] = {
        [DOING_BOUNDED] = "Fewest preemptions first: a run is simplest where few threads are stopped that could go on.",
        [DOING_ALL] = "Now every way, each once.", [DOING_RANDOM] = "Now at random, to see how likely each result is.",
    };
    return progress->phase <= DOING_RANDOM ? phases[progress->phase] : "";
}

static const char *why_not_all(const struct report *progress)
{
    switch ((enum search_stop)progress->stopped) {
    case STOP_ASKED:
        return "You stopped it";
    case STOP_MEMORY:
        return "Memory ran out";
    default:
        return progress->cut ? "Some runs were too long to be followed to their end" : "Too many ways for the time";
    }
}

static const char *how_far(const struct report *progress)
{
    switch ((enum search_phase)progress->phase) {
    case DOING_ALL:
        return ", then as many ways as there was time for";
    case DOING_RANDOM:
        return ", then as many ways as there was time for, then runs at random";
    default:
        return ", and no more was reached";
    }
}

/* One sentence, then what its words mean. */
const char *outcomes_how(const struct outcomes_room *self, bool ascii, char *out, size_t room)
{
    const struct report *progress = search_progress(self->plan.search);
    char runs[32], sampled[32];
    const char *dot = ascii ? "-" : "·";
    size_t length = (size_t)snprintf(out, room, "%s run%s in %.1f s %s ", outcomes_number(progress->executions, runs),
                                     outcomes_plural(progress->executions), (double)progress->nanoseconds / 1e9, dot);
    outcomes_number(progress->sampled, sampled);
    if (outcomes_goes_on(self))
        snprintf(out + length, room - length, "%s", doing(progress));
    else if (progress->complete)
        snprintf(out + length, room - length, "Few enough ways to go every one (runs that differ only in steps that do not touch "
                 "each other are one way)%s%s%s.", progress->sampled ? "; then " : "", progress->sampled ? sampled : "",
                 progress->sampled ? " at random" : "");
    else if (outcomes_refused(self))
        snprintf(out + length, room - length, "It cannot be searched: what was found until then stands below.");
    else
        snprintf(out + length, room - length, "%s: runs with few preemptions (%s) came first%s.", why_not_all(progress),
                 what_preempts, how_far(progress));
    return out;
}

/* ---- free runs ---- */

const char *outcomes_about_free(const struct outcomes_room *self, char *out, size_t room)
{
    const struct free_runs *runs = self->plan.free_runs;
    char done[32], wanted[32];
    unsigned of = 0, count = runs ? free_runs_count(runs, &of) : 0, hung = runs ? free_runs_hung(runs) : 0;
    outcomes_number(count, done);
    outcomes_number(of, wanted);
    if (!runs)
        snprintf(out, room, "`f` runs it 1,000 times at full speed, without the lab, to compare.");
    else if (free_runs_state(runs) == FREE_FAILED)
        snprintf(out, room, "Free runs: %s", free_runs_error(runs));
    else if (free_runs_state(runs) == FREE_BUILDS)
        snprintf(out, room, "Free runs: compiling it without the lab.");
    else if (free_runs_state(runs) == FREE_RUNS)
        snprintf(out, room, "Free runs, on real threads at full speed: %s of %s so far.", done, wanted);
    else
        snprintf(out, room, "%s free run%s, on real threads at full speed%s.", done, outcomes_plural(count),
                 count < of && hung < FREE_HUNG_MOST ? ", then stopped" : "");
    size_t length = strlen(out), strangers = runs && !outcomes_goes_on(self) ? outcomes_free_strangers(self) : 0;
    if (hung)
        length += (size_t)snprintf(out + length, room - length, " %u hung: no end within %g s%s.", hung, free_runs_patience(runs),
                                   hung == FREE_HUNG_MOST ? "; after so many no more are tried" : "");
    if (strangers && length < room)
        snprintf(out + length, room - length, " %zu ended as no row says.", strangers);
    return out;
}

/* ---- a row ---- */

/* Figures are those of the search: what it has not counted to the end is not known, and what it never met is rare, not
 * impossible. Intervals: E. B. Wilson, 1927. */
const char *outcomes_chance(const struct outcomes_room *self, const struct report *report, bool ascii, char *out, size_t room)
{
    const struct report *progress = search_progress(self->plan.search);
    const struct report *const *found;
    double middle, half;
    if (!outcomes_counted(self))
        snprintf(out, room, "?");
    else if (progress->complete && !progress->hidden && search_found(self->plan.search, &found) == 1)
        snprintf(out, room, "100 %%");
    else if (!search_chance(self->plan.search, report, &middle, &half))
        snprintf(out, room, "?");
    else if (report->sampled == 0)
        snprintf(out, room, "rare, < %.1f %%", 100 * (middle + half));
    else if (report->sampled == progress->sampled)
        snprintf(out, room, "> %.1f %%", 100 * (middle - half));
    else if ((double)report->sampled < half * (double)progress->sampled)
        snprintf(out, room, "%.1f %%, < %.1f %%", 100 * (double)report->sampled / (double)progress->sampled, 100 * (middle + half));
    else
        snprintf(out, room, "%.1f %% %s %.1f", 100 * (double)report->sampled / (double)progress->sampled, ascii ? "+-" : "±",
                 100 * half);
    return out;
}

const char *outcomes_ways(const struct outcomes_room *self, const struct report *report, bool ascii, char *out, size_t room)
{
    bool all = search_progress(self->plan.search)->complete;
    char ways[32];
    if (!outcomes_counted(self) || (!all && report->traces == 0))
        snprintf(out, room, "?");
    else
        snprintf(out, room, "%s%s", all ? "" : ascii ? ">= " : "≥ ", outcomes_number(report->traces, ways));
    return out;
}

/* ---- the chosen row ---- */

static size_t add_ways(const struct outcomes_room *self, const struct report *report, char *out, size_t room)
{
    const struct report *progress = search_progress(self->plan.search);
    char ways[32], all[32];
    outcomes_number(report->traces, ways);
    outcomes_number(progress->traces, all);
    if (!outcomes_counted(self))
        return (size_t)snprintf(out, room, outcomes_goes_on(self) ? "search: still counting" : "search: not counted");
    if (progress->complete)
        return (size_t)snprintf(out, room, "search: %s of %s way%s", ways, all, outcomes_plural(progress->traces));
    if (report->traces == 0)
        return (size_t)snprintf(out, room, "search: met, its ways not counted");
    return (size_t)snprintf(out, room, "search: %s of the first %s way%s", ways, all, outcomes_plural(progress->traces));
}

const char *outcomes_figures(const struct outcomes_room *self, const struct report *report, bool ascii, char *out, size_t room)
{
    char all[32], text[40];
    const char *dot = ascii ? "-" : "·";
    unsigned times, of;
    size_t length = add_ways(self, report, out, room);
    if (outcomes_counted(self) && *outcomes_chance(self, report, ascii, text, sizeof text) != '?')
        length += (size_t)snprintf(out + length, room - length, " %s random: %s", dot, text);
    if (!self->plan.free_runs || free_runs_count(self->plan.free_runs, &of) == 0)
        return out;
    outcomes_number(free_runs_count(self->plan.free_runs, &of), all);
    if (outcomes_free(self, report, &times))
        snprintf(out + length, room - length, " %s free: %s of %s", dot, outcomes_number(times, text), all);
    else
        snprintf(out + length, room - length, " %s free: cannot be told from outside", dot);
    return out;
}

const char *outcomes_verb(uint64_t act)
{
    if (act == ACT_FREE)
        return "free";
    return act_traits((enum act)act) & ACT_WRITES ? "write" : "read";
}

static const char *actor(uint64_t thread, bool ascii, char *out, size_t room)
{
    struct tell tell = { NULL, ascii };
    return thread == 0 ? "main" : tell_thread(&tell, (uint16_t)thread, out, room);
}

/* " (`share += 1;`)": the line itself, for it names the data; "" when it cannot be read. */
static const char *quote(const struct outcomes_room *self, uint64_t place, char *out, size_t room)
{
    struct place where;
    char line[200] = "";
    FILE *file = search_place(self->plan.search, place, &where) && where.line > 0 ? fopen(where.file, "re") : NULL;
    bool there = file != NULL;
    for (int at = 1; there && at <= where.line; at++) {
        size_t length = fgets(line, sizeof line, file) ? strlen(line) : 0;
        there = length > 0 && line[length - 1] == '\n';     /* a longer one is none to quote */
    }
    if (file)
        fclose(file);
    const char *from = line + strspn(line, " \t"), *comment = strstr(from, " //");
    int length = comment ? (int)(comment - from) : (int)strcspn(from, "\r\n");
    while (length > 0 && from[length - 1] == ' ')
        length--;
    out[0] = '\0';
    if (there && length > 0 && !strchr(from, '`'))
        snprintf(out, room, " (`%.*s`)", length, from);
    return out;
}

const char *outcomes_race(const struct outcomes_room *self, const struct report *report, bool ascii, char *out, size_t room)
{
    char first[32], second[32], text[220], other_text[220] = "";
    int line = outcomes_line(self, report->place), other_line = outcomes_line(self, report->other_place);
    quote(self, report->other_place, text, sizeof text);
    if (line != other_line)
        quote(self, report->place, other_text, sizeof other_text);
    snprintf(out, room, "%s %ss in line %d%s, %s %ss the same data in line %d%s, and nothing orders the two: no lock that both "
             "hold, no join, signal or atomic operation from the one to the other. Either may come first, or both at once; C then "
             "promises nothing about the program.", actor(report->other, ascii, first, sizeof first),
             outcomes_verb(report->other_act), other_line, text, actor(report->thread, ascii, second, sizeof second),
             outcomes_verb(report->act), line, other_text);
    return out;
}
