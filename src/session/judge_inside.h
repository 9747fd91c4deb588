/* judge_inside.h — what both ways of judging say alike. Private to judge*.c; what they print stands in judge_asks.c. */
#ifndef SESSION_JUDGE_INSIDE_H
#define SESSION_JUDGE_INSIDE_H

#include "session/judge.h"

/* One more demand; when there are too many, in place of the last. `known`: that it holds so far will not change any more. */
void judge_ask(struct judgement *out, bool holds_so_far, bool known, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void judge_ask_keeps(const struct exercise *exercise, const char *program, struct judgement *out);

/* Is that one of the texts which the exercise wants to see; or does it want none? */
bool judge_prints_any(const struct exercise *exercise, const char *output);

/* "a" or "b". Returns `out`. */
const char *judge_list_prints(const struct exercise *exercise, char *out, size_t room);

/* What was printed, on one line. Returns `out`. */
const char *judge_flat(const char *output, char *out, size_t room);

/* Every run is right, and still it is not what was asked: which demand fails. */
void judge_tell_undone(struct judgement *out);

#endif
