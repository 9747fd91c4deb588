/* err.h — the sentence that goes with a `false`: what the machine refused, and to whom.
 * Callers put their purpose in front, so that a reader sees the whole story from left to right.
 * Threads: an err belongs to one thread. Memory: fixed size, no clean-up; a text too long is cut at the end. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

struct err {
    char text[512];
};

/* Sets the sentence; `err` may be NULL. Always returns false, so that a function can end `return err_set(...)`. */
bool err_set(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* As err_set, with ": " and the text of the current errno behind. */
bool err_set_errno(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Puts a purpose in front of the sentence already there: "cannot start race: no shared memory". Returns false. */
bool err_while(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
