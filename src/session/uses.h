/* uses.h — what an exercise wants to be done, against what a search has seen the program do: "2 mutexes", "condition by 2
 * threads", "queue_join", "no mutex".
 *
 * WHAT is the word of a kind of object (kinds.h), of which at least so many different ones must be locked or waited for; "print";
 * or the name of a function in which something must be done. Objects count where the learner's own file uses them, not where
 * the kit does. "by M threads" are threads beside main.
 * Threads: one. Memory: the caller's. Errors: none; what makes no sense is never done. */
#ifndef SESSION_USES_H
#define SESSION_USES_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/lesson.h"
#include "session/search.h"

/* The demand as a sentence, and whether it holds in the executions of the search; `search` NULL: not yet. */
bool uses_ask(const struct exercise *exercise, const char *use, const struct search *search, char *sentence, size_t room);

/* Threads that did anything, main among them. */
unsigned uses_threads(const struct search *search);

#endif
