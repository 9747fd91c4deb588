/* source.h — lesson.md as it is being read: its lines, the `key: value` pairs of its blocks, and what values can be: yes or no,
 * a number, a file of the lesson, needs. Private to lesson/.
 * Memory: the arena's. Errors: the first complaint is kept, and reading goes on. */
#ifndef LESSON_SOURCE_H
#define LESSON_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lesson/arena.h"

/* A file being read: where we are, and the first complaint. */
struct source {
    struct arena *arena;
    const char *folder;             /* of the lesson; the kit lies in ../kit */
    const char *at, *end;
    int line;                       /* of what next_line gave last, from 1 */
    char *complaint;                /* "lesson.md:12: …"; NULL: none so far */
};

/* The next line without its newline; false at the end. */
bool source_line(struct source *source, const char **start, size_t *length);
void source_complain(struct source *source, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Splits "key: value"; false when the line is none. Both are trimmed copies. */
bool source_pair(struct source *source, const char *start, size_t length, char **key, char **value);

/* The next pair of the block that began in line `begun`; false at its end. */
bool source_next_pair(struct source *source, int begun, char **key, char **value);

/* ---- values ---- */
char *source_trimmed(struct source *source, const char *start, size_t length);
bool source_yes(struct source *source, const char *value);
uint64_t source_number(struct source *source, const char *value);
const char *source_file(struct source *source, const char *value);      /* beside lesson.md; it must be there */
void source_needs(struct source *source, struct list *flags, char *value);      /* from a fixed table: no flags stand in a lesson */
void source_add(struct source *source, struct list *list, const char *value);
const char *const *source_texts(struct source *source, struct list *list);     /* NULL-terminated; never NULL itself */

#endif
