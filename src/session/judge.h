/* judge.h — does a program do what an exercise, or a hunt, asks for? Read off a search of it.
 * Threads: one. Memory: the caller's; `shown` belongs to the search. Errors: none; what is not known is not judged. */
#ifndef SESSION_JUDGE_H
#define SESSION_JUDGE_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/lesson.h"
#include "session/search.h"

enum judged {
    JUDGED_OPEN,            /* the search goes on */
    JUDGED_PASSED,
    JUDGED_FAILED,          /* `shown` is a run in which something asked for does not hold */
    JUDGED_UNFINISHED,      /* nothing failed, and not enough has been tried to call it passed */
    JUDGED_REFUSED,         /* it does what cannot be explored */
    JUDGED_NO_PROGRAM,      /* it does not compile, or no host: search_error, search_messages */
};

enum { DEMANDS = 16, DEMAND_TEXT = 200 };

/* One thing that is asked for. */
struct demand {
    char text[DEMAND_TEXT];         /* "It prints `4`, whichever way it goes." */
    enum { DEMAND_UNKNOWN, DEMAND_HOLDS, DEMAND_FAILS } state;
};

struct judgement {
    enum judged judged;
    struct demand demands[DEMANDS];
    size_t count;
    const struct report *shown;     /* the simplest run that fails; NULL */
    char sentence[600];
};

/* How to search for it: every result, not only the first that fails. `sources` and the exercise must outlive the search. */
struct search_plan judge_plan(const struct exercise *exercise, const char *const *sources);

/* `search` NULL: nothing is known yet, only what is asked. `program` is the text of the learner's file; NULL: it cannot be read. */
void judge(const struct exercise *exercise, const struct search *search, const char *program, struct judgement *out);

/* The same text, when line ends of the output count as blanks and those at its end not at all. */
bool judge_prints(const char *output, const char *line);

/* Is that its last line, or all of it with line ends as blanks? With "" anything is. So demos are judged. */
bool judge_last_line(const char *output, const char *expect);

/* Is this what the hunt is after? */
bool judge_goal(const struct hunt *hunt, enum outcome outcome, const char *output);

/* The simplest run that reaches the goal; NULL: none is known. */
const struct report *judge_nearest(const struct hunt *hunt, const struct search *search);

/* Everything that could be tried has been tried, and it may be relied on. */
bool judge_is_complete(const struct search *search);

#endif
