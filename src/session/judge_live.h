/* judge_live.h — does a program that can only be run live do what an exercise asks? Read off runs at full speed: what a run
 * prints, whether it ends, and how. That is no proof, and the verdict says so.
 * Threads: one. Memory: the caller's. Errors: none; what is not known is not judged. */
#ifndef SESSION_JUDGE_LIVE_H
#define SESSION_JUDGE_LIVE_H

#include "session/free_runs.h"
#include "session/judge.h"

/* `runs` NULL: nothing is known yet, only what is asked. `program` is the text of the learner's file; NULL: not readable. */
void judge_live(const struct exercise *exercise, const struct free_runs *runs, const char *program, struct judgement *out);

#endif
