/* exercise.h — the learner's own copy of an exercise: XDG_DATA_HOME/threadlab/exercises/LESSON/NAME.c. It is made once, from
 * the lesson's file, and belongs to the learner from then on: nothing here ever writes over it.
 * Threads: one. Memory: into the caller's buffers. Errors: false and a sentence. */
#ifndef LESSON_EXERCISE_H
#define LESSON_EXERCISE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "lesson/lesson.h"

/* Where it lies, or would lie. */
bool exercise_path(const struct lesson *lesson, const struct exercise *exercise, char *out, size_t room, struct err *err);

/* Makes it where there is none. *made may be NULL. */
bool exercise_copy(const struct lesson *lesson, const struct exercise *exercise, bool *made, struct err *err);

/* The text of a program, to be judged; NULL: it cannot be read. The caller frees it. */
char *exercise_text(const char *path);

/* How progress calls them: "02-locks/exercise/counter", "02-locks/hunt/two". Return `out`. */
const char *exercise_subject(const struct lesson *lesson, const struct exercise *exercise, char *out, size_t room);
const char *hunt_subject(const struct lesson *lesson, const struct hunt *hunt, char *out, size_t room);

#endif
