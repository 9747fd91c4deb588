/* check.h — what the files of `threadlab check` share: a search that has ended, and the run that shows the worst of what
 * it has found. Private to cli/. */
#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include "cli/cli.h"
#include "session/search.h"
#include "session/session.h"
#include "session/tale.h"

enum { BESIDE_MOST = 63 };

struct check {
    const struct options *options;
    const struct demo *demo;
    struct search *search;              /* the one that is told of */
    struct search *beside[BESIDE_MOST]; /* the others, with --jobs */
    unsigned beside_count;
    const struct report *worst;         /* the failure that is shown; NULL: none */
    bool unexpected;                    /* it is one because of --expect */
    struct session *session;            /* its schedule, replayed; NULL when there is none */
    enum asleep { ASLEEP_NOBODY, ASLEEP, ASLEEP_LOST } asleep;   /* the failure is a deadlock without a circle, in which someone
                                           sleeps on a condition; whose signal came when nobody did */
    char *passing;                      /* schedule of the nearest run that passes; NULL: none was found … */
    uint16_t goes_on;                   /* … in which this thread goes on where it was stopped last */
    bool ascii;
};

/* ---- check_jobs.c ---- */
void check_start_beside(struct check *check, const struct search_plan *plan);
void check_wait(struct check *check);       /* until it is over; Ctrl-C ends it, and what was found by then is told */
void check_close(struct check *check);      /* all searches */

/* One sentence: the verdict with its figures. */
const char *check_verdict(const struct check *check, char *out, size_t room);
/* "assertion", "deadlock", "lost wake-up", "data race" …: in one or two words. */
const char *check_kind(const struct check *check, const struct report *found);
/* "race.c:12"; "" when nobody knows. */
const char *check_where(const struct check *check, uint64_t place, char *out, size_t room);

/* False: its schedule was too long to be kept. */
bool check_has_schedule(const struct report *found);

/* Why the two accesses of the race that is shown race; "" when nothing is shown, or it is no race. */
const char *check_why_race(const struct check *check, char *out, size_t room);

/* Of the run that is shown: a livelock has no end, and is told up to the step at which the search gave it up. */
uint32_t check_steps_told(const struct check *check);

void check_print_text(const struct check *check);
void check_print_json(const struct check *check);
int check_code(const struct check *check);

#endif
