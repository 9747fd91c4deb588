/* outcomes_words.c — the sentences of the outcomes screen; see outcomes_inside.h. Words of the trade are not used without
 * saying what they mean: who reads this may read about it for the first time. */
#include <stdio.h>
#include <string.h>

#include "session/tell.h"
#include "view/rooms/outcomes_inside.h"
#include "view/say.h"

enum { ESCAPED = 1024, BEFORE = 6, BEHIND = 400 };

static const char *const what_is_forced = "a thread that could go on is stopped";

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
    size_t length = (size_t)snprintf(out, room, "%zu result%s, ", results, outcomes_plural(results));
    length += (size_t)snprintf(out + length, room - length, wrong ? "%zu wrong" : "none wrong", wrong);
    if (races && length < room)
        snprintf(out + length, room - length, ", %zu data race%s", races, outcomes_plural(races));
    return out;
}

static void unfinished(const struct report *progress, const char *found, char *out, size_t room)
{
    char forced[32];
    if (progress->hidden)
        snprintf(out, room, "Not all: it has more memory or threads than the lab follows. Found: %s.", found);
    else if (progress->bounded > 1)
        snprintf(out, room, "Not finished: %s. All runs with at most %s forced switch%s were tried; beyond that, a part.", found,
                 outcomes_number(progress->bounded - 1, forced), progress->bounded == 2 ? "" : "es");
    else if (progress->bounded == 1)
        snprintf(out, room, "Not finished: %s. All runs without a forced switch were tried; beyond that, a part.", found);
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
    } else if (progress->stopped == STOP_ONLY_LIVE || progress->stopped == STOP_DIVERGED) {
        *look = wrong ? LOOK_FAILURE : LOOK_WARNING;
        snprintf(out, room, "No verdict: %s", progress->stopped == STOP_ONLY_LIVE ? progress->text
                 : "the program does not do the same under the same choices.");
    } else if (outcomes_goes_on(self)) {
        *look = LOOK_STRONG;
        snprintf(out, room, search_state(search) == SEARCH_BUILDS ? "Compiling …" : "Searching … so far: %s.", found);
    } else if (progress->complete && !progress->hidden) {
        snprintf(out, room, "%s %s way%s it can go: %s.", progress->traces == 1 ? "The" : "All",
                 outcomes_number(progress->traces, ways), outcomes_plural(progress->traces), found);
    } else {
        *look = wrong ? LOOK_FAILURE : LOOK_WARNING;
        unfinished(progress, found, out, room);
    }
    return out;
}

/* ---- what was chosen, and why ---- */

static const char *doing(const struct report *progress)
{
    static const char *const phases[] = {
        [DOING_BOUNDED] = "Fewest forced switches first: a run is simplest where few threads are stopped that could go on.",
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
        return progress->starved ? "Some runs were too long to be followed to their end" : "Too many ways for the time";
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
    else if (progress->stopped == STOP_ONLY_LIVE || progress->stopped == STOP_DIVERGED)
        snprintf(out + length, room - length, "It cannot be searched: what was found until then stands below.");
    else
        snprintf(out + length, room - length, "%s, so few forced switches (%s) came first, then what there was time for%s.",
                 why_not_all(progress), what_is_forced, progress->phase == DOING_RANDOM ? ", at last at random" : "");
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
        snprintf(out, room, "Free runs: compiling it without the lab …");
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

/* Printed bytes as C writes them, so that one row holds them and nothing moves the cursor. */
static void escape(const char *text, size_t length, char *out, size_t room)
{
    size_t used = 0;
    for (size_t k = 0; k < length && text[k] && used + 3 < room; k++) {
        const char *letter = strchr("\nn\rr\tt\ff\vv\bb\aa\033e", text[k]);
        if (letter && (unsigned char)text[k] < ' ') {
            out[used++] = '\\';
            out[used++] = letter[1];
        } else {
            out[used++] = text[k];
        }
    }
    out[used] = '\0';
}

/* Back to where a character of UTF-8 begins. */
static size_t at_character(const char *text, size_t at)
{
    while (at > 0 && ((unsigned char)text[at] & 0xc0) == 0x80)
        at--;
    return at;
}

/* As much of the output as goes into `columns`: its beginning, and where that leaves out what tells it from others, that place. */
static void printed(const struct outcomes_room *self, const struct report *report, const struct pane *pane, int columns, char *out,
                    size_t room)
{
    char text[ESCAPED], cut[ESCAPED];
    const char *output = report->output;
    size_t length = strlen(output), differs = outcomes_differs_at(self, report);
    if (length > 0 && output[length - 1] == '\n')
        length--;
    escape(output, length, text, sizeof text);
    say_cut(pane, text, columns, cut, sizeof cut);
    char before[ESCAPED];
    escape(output, differs < length ? differs : length, before, sizeof before);
    if (text_columns(text) <= columns || text_columns(before) < columns - 2 || columns < 4 * BEFORE) {
        snprintf(out, room, "%s", cut);
        return;
    }
    size_t from = at_character(output, differs > BEFORE ? differs - BEFORE : 0), head = at_character(output, (size_t)columns / 3);
    escape(output, head, before, sizeof before);
    escape(output + from, length - from < BEHIND ? length - from : BEHIND, text, sizeof text);
    snprintf(cut, sizeof cut, "%.200s…%.700s", before, text);
    say_cut(pane, cut, columns, out, room);
}

static const char *verb(uint64_t act)
{
    if (act == ACT_FREE)
        return "free";
    return act_traits((enum act)act) & ACT_WRITES ? "write" : "read";
}

/* What it printed; how it ended, if that is not how it should. */
const char *outcomes_label(const struct outcomes_room *self, const struct report *report, const struct pane *pane, int columns,
                           char *out, size_t room)
{
    char before[300] = "", behind[80] = "";
    if (report->kind == REPORT_RACE) {
        snprintf(out, room, "data race: %s line %d, %s line %d", verb(report->other_act), outcomes_line(self, report->other_place),
                 verb(report->act), outcomes_line(self, report->place));
        return out;
    }
    if (report->outcome != OUTCOME_EXITED)
        snprintf(before, sizeof before, "%s%s%s%s", outcome_word((enum outcome)report->outcome), report->text[0] ? ": " : "",
                 report->text, report->output[0] ? ", printed " : "");
    else if (report->leaked)
        snprintf(behind, sizeof behind, "%sleaks %llu bytes, line %d", report->output[0] ? ", " : "",
                 (unsigned long long)report->leaked, outcomes_line(self, report->place));
    else if (report->code)
        snprintf(behind, sizeof behind, "%sexit code %d", report->output[0] ? ", " : "", (int)(int32_t)report->code);
    else if (!report->output[0])
        snprintf(behind, sizeof behind, "prints nothing");
    char shown[ESCAPED] = "";
    int left = columns - text_columns(before) - text_columns(behind);
    if (report->output[0] && left > 0)
        printed(self, report, pane, left, shown, sizeof shown);
    snprintf(out, room, "%s%s%s", before, shown, behind);
    return out;
}

/* ---- the chosen row ---- */

const char *outcomes_figures(const struct outcomes_room *self, const struct report *report, bool ascii, char *out, size_t room)
{
    const struct report *progress = search_progress(self->plan.search);
    char ways[40], all[32], chance[40], count[32];
    const char *dot = ascii ? "-" : "·";
    unsigned times, of;
    size_t length = (size_t)snprintf(out, room, "search: ");
    if (!outcomes_counted(self))
        length += (size_t)snprintf(out + length, room - length, "still counting");
    else
        length += (size_t)snprintf(out + length, room - length, "%s of %s way%s %s random: %s",
                                   outcomes_ways(self, report, ascii, ways, sizeof ways),
                                   progress->complete ? outcomes_number(progress->traces, all) : "nobody knows how many",
                                   progress->complete ? outcomes_plural(progress->traces) : "s", dot,
                                   outcomes_chance(self, report, ascii, chance, sizeof chance));
    if (!self->plan.free_runs || free_runs_count(self->plan.free_runs, &of) == 0)
        return out;
    outcomes_number(free_runs_count(self->plan.free_runs, &of), all);
    if (outcomes_free(self, report, &times))
        snprintf(out + length, room - length, " %s free: %s of %s", dot, outcomes_number(times, count), all);
    else
        snprintf(out + length, room - length, " %s free: cannot be told from outside", dot);
    return out;
}

static const char *actor(uint64_t thread, bool ascii, char *out, size_t room)
{
    struct tell tell = { NULL, ascii };
    return thread == 0 ? "main" : tell_thread(&tell, (uint16_t)thread, out, room);
}

const char *outcomes_race(const struct outcomes_room *self, const struct report *report, bool ascii, char *out, size_t room)
{
    char first[32], second[32];
    snprintf(out, room, "%s %ss in line %d, %s %ss the same data in line %d, and nothing orders the two: no lock that both hold, no "
             "join, signal or atomic operation from the one to the other. Either may come first, or both at once; C then "
             "promises nothing about the program.", actor(report->other, ascii, first, sizeof first), verb(report->other_act),
             outcomes_line(self, report->other_place), actor(report->thread, ascii, second, sizeof second), verb(report->act),
             outcomes_line(self, report->place));
    return out;
}
