/* report.h — what a search tells while it goes on: how far it has come, what it has found, how it ended. A report travels
 * as one PHASE_REPORT record with a text behind it, lines of `word=number`, then an empty line and up to three texts, each
 * ended by a zero byte. The reader trusts none of it.
 * Memory: report_read makes texts point into the payload. Threads: plain data. */
#ifndef TRACE_REPORT_H
#define TRACE_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "trace/step.h"

enum report_kind {
    REPORT_PROGRESS,        /* how far the search has come */
    REPORT_FOUND,           /* a result of the program, new or with a simpler schedule or with other counts: `number` tells which */
    REPORT_RACE,            /* a data race, new or with a simpler schedule */
    REPORT_END,             /* as PROGRESS; the last one */
    REPORT_USE,             /* `thread` does `act` at `place`, in some execution; `object` is the address of what it does it to. Act
                               ACT_NONE: it does something in the function at `place` */
    REPORT_KINDS
};

/* X(name, what it is): all are unsigned numbers */
#define REPORT_LIST(X)                                                                                        \
    X(number,      "found, race: counts them from 0; a later report of the same number replaces the earlier") \
    X(executions,  "complete executions so far, of whatever method")                                          \
    X(traces,      "of these, different traces (complete search); of a result: how many led to it")           \
    X(redundant,   "executions that were broken off because they were known")                                 \
    X(estimate,    "complete search: how many traces there may be in all; 0: nobody knows yet")               \
    X(nanoseconds, "since the search began")                                                                  \
    X(phase,       "enum search_phase: what is being done")                                                   \
    X(complete,    "1: every trace has been executed")                                                        \
    X(bounded,     "every schedule with fewer preemptions than this has been executed")                       \
    X(sampled,     "random runs so far; of a result: how many of them led to it")                             \
    X(stopped,     "enum search_stop: why it ended")                                                          \
    X(hidden,      "1: there was more memory or more threads than the lab can follow; no promise")            \
    X(cut,         "executions cut off at the bound on steps that were not shown to be endless")              \
    X(longest,     "steps of the longest execution")                                                          \
    X(threads,     "most threads there have been")                                                            \
    X(together,    "where uses are told: most threads there have been at once, created and not yet joined")   \
    X(outcome,     "found: enum outcome")                                                                     \
    X(code,        "found: exit code or signal")                                                              \
    X(thread,      "found: who was running; race: the later of the two")                                      \
    X(place,       "found: where it ended; race: the later access")                                           \
    X(act,         "race: what the later access was")                                                         \
    X(other,       "race: thread of the earlier access")                                                      \
    X(other_place, "race: where that was")                                                                    \
    X(other_act,   "race: what that was")                                                                     \
    X(object,      "race: on which object")                                                                   \
    X(preemptions, "of the schedule: how often a thread that could go on was not let")                        \
    X(steps,       "of the schedule: how many steps it has")                                                  \
    X(circle,      "found, a livelock: the state after step `steps` is the one after this step; 0: not looked for")  \
    X(leaked,      "found: bytes that were not freed and lost; `place` says who allocated the first")        \
    X(failed,      "found: 1 when the program failed")

enum search_phase { DOING_BOUNDED, DOING_ALL, DOING_RANDOM };        /* fewest preemptions first; every trace; at random */

enum search_stop {
    STOP_NOT,               /* it goes on */
    STOP_DONE,              /* all of it has been done */
    STOP_FOUND,             /* a failure has been found and nothing more was asked */
    STOP_TIME, STOP_EXECUTIONS, STOP_MEMORY,
    STOP_ASKED,             /* somebody ended it */
    STOP_DIVERGED,          /* the program does not do the same under the same choices */
    STOP_ONLY_LIVE,         /* it does what only a live run can do: `text` says what */
};

struct report {
    enum report_kind kind;
#define X(name, what) uint64_t name;
    REPORT_LIST(X)
#undef X
    const char *schedule;       /* found, race: the simplest known; "" elsewhere */
    const char *text;           /* found: what there is to say: the assertion …; end: why it ended */
    const char *output;         /* found: what the program printed */
};

/* Has it a simpler schedule: fewer preemptions, then fewer steps? */
static inline bool report_is_simpler(const struct report *a, const struct report *b)
{
    return a->preemptions != b->preemptions ? a->preemptions < b->preemptions : a->steps < b->steps;
}

/* Writes the payload into `out`; returns the length it needs, with all zero bytes, as snprintf does. */
size_t report_write(const struct report *report, char *out, size_t room);

/* Reads a payload of `length` bytes, the last of which is zero. False: it is none. */
bool report_read(enum report_kind kind, char *payload, size_t length, struct report *report);

#endif
