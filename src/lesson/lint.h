/* lint.h — what an author should know about a lesson that can be read, as data. Whether its programs compile and do what
 * they should is for the caller to find out.
 * Threads: one. Memory: the caller's array. */
#ifndef LESSON_LINT_H
#define LESSON_LINT_H

#include "lesson/lesson.h"

enum { LINT_COLUMNS = 72, LINT_LINES = 40 };        /* of a program on a page; of a page's prose */

struct complaint {
    char file[128];             /* within the lesson */
    int line;
    bool error;                 /* else advice */
    char text[200];
};

/* Fills `out`; returns how many complaints there are, also beyond `room`. */
size_t lint_lesson(const struct lesson *lesson, struct complaint *out, size_t room);

#endif
