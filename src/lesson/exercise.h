/* exercise.h — the learner's own copy of an exercise: XDG_DATA_HOME/threadlab/exercises/LESSON/NAME.c. It is made once, from
 * the lesson's file, and belongs to the learner from then on: nothing here ever writes over it. What it was made from, task
 * and all, is kept beside it as .NAME.base.
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

/* Is it still the exercise that the learner's copy was made of? */
enum exercise_change {
    EXERCISE_AS_IT_WAS,             /* or nobody knows what it was */
    EXERCISE_OTHER_TASK,            /* another text, or judged by something else */
    EXERCISE_OTHER_PROGRAM,         /* the learner would begin with another program; the task may be another, too */
};
enum exercise_change exercise_changed(const struct lesson *lesson, const struct exercise *exercise);
const char *exercise_change_text(enum exercise_change change);         /* a sentence or two; "" */

/* The text of a program, to be judged; NULL: it cannot be read. The caller frees it. */
char *exercise_text(const char *path);

/* How progress calls them: "02-locks/exercise/counter", "02-locks/hunt/two". Return `out`. */
const char *exercise_subject(const struct lesson *lesson, const struct exercise *exercise, char *out, size_t room);
const char *hunt_subject(const struct lesson *lesson, const struct hunt *hunt, char *out, size_t room);

#endif
