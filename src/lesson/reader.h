/* reader.h — one lesson.md to one lesson. Private to lesson/. */
#ifndef LESSON_READER_H
#define LESSON_READER_H

#include "lesson/arena.h"
#include "lesson/lesson.h"

/* Reads folder/lesson.md. A lesson that cannot be read has a complaint and no pages. NULL only without memory. */
struct lesson *lesson_read(struct arena *arena, const char *folder, const char *id);

#endif
