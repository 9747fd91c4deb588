/* blocks.h — from the `key: value` lines of a fenced block to a demo, a measurement, a prediction. Private to lesson/. */
#ifndef LESSON_BLOCKS_H
#define LESSON_BLOCKS_H

#include "lesson/lesson.h"
#include "lesson/source.h"

/* The kind that a fence's word names; BLOCK_TEXT when it is none of ours. */
enum block_kind block_kind_of(const char *word, size_t length);

/* Reads the lines of a block up to its closing fence. What is wrong is complained about. */
void block_read(struct source *source, struct block *block);

#endif
