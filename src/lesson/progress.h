/* progress.h — how far the learner has come: a small sorted text file under XDG_DATA_HOME, one fact a line, that two
 * machines can merge. Saved atomically (write, fsync, rename); two labs at once keep the union.
 *   read 02-locks 3          page 3 has been read
 *   ran 02-locks/race        the demo has been run
 *   did 02-locks/hunt/two, did 02-locks/exercise/counter
 *   predicted 02-locks/race  the question about it has been answered
 *   last 02-locks 3          where the learner left off
 * Threads: one thread. Errors: a damaged file is kept as progress.bad-N and what is readable of it is used. */
#ifndef LESSON_PROGRESS_H
#define LESSON_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct progress;

struct progress *progress_open(struct err *err);     /* never NULL for a missing or damaged file; *err may hold a warning */
void progress_close(struct progress *progress);      /* saves what is unsaved; NULL does nothing */
void progress_note(struct progress *progress, const char *verb, const char *subject);      /* "read", "02-locks 3" */
bool progress_has(const struct progress *progress, const char *verb, const char *subject);
const char *progress_last(const struct progress *progress);     /* "02-locks 3"; "" at the first start */
void progress_set_last(struct progress *progress, const char *subject);
bool progress_save(struct progress *progress, struct err *err);
bool progress_forget(struct progress *progress, const char *lesson, struct err *err);

#endif
