/* reports.h — what a search tells, as it comes up the channel record by record: put together, looked at, and kept. What comes
 * from the host is not trusted: its texts are bounded, its numbers are looked at before they index anything. Private to session/.
 *
 * Order:   reports_begin on a zeroed struct, reports_take for each record, reports_free.
 * Threads: one. Memory: the texts of what is kept belong to it. Errors: false, no memory; what was no report is remembered. */
#ifndef SESSION_REPORTS_H
#define SESSION_REPORTS_H

#include "session/search.h"

enum { REPORTS = 256 };             /* results, and races, that are kept */

/* A report with the payload its texts point into. */
struct kept {
    struct report report;
    char *payload;
};

struct report_list {
    const struct report *report[REPORTS];       /* by number, what is there */
    struct kept kept[REPORTS];
    size_t count;
};

struct reports {
    /* the report that is coming in: */
    enum report_kind kind;
    char *payload;
    size_t length, wanted;
    bool cut;                       /* it is longer than what is taken in */
    bool unread;                    /* a report was none: whatever it said is not known */
    /* what has come: */
    struct kept progress;
    struct report_list found, races;
    struct search_use *uses;        /* NULL: not asked for */
    size_t use_count;
};

bool reports_begin(struct reports *reports, bool uses);
void reports_free(struct reports *reports);
void reports_take(struct reports *reports, const struct step *step);

/* Has everything been understood so far? A failure may have been in what was not. */
bool reports_are_whole(const struct reports *reports);

#endif
