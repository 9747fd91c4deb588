/* blocks.h — from the `key: value` lines of a fenced block to a demo, a measurement, a prediction. Private to lesson/. */
#ifndef LESSON_BLOCKS_H
#define LESSON_BLOCKS_H

#include "lesson/arena.h"
#include "lesson/lesson.h"

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

/* The kind that a fence's word names; BLOCK_TEXT when it is none of ours. */
enum block_kind block_kind_of(const char *word, size_t length);

/* Reads the lines of a block up to its closing fence. What is wrong is complained about. */
void block_read(struct source *source, struct block *block);

#endif
