/* keeps.h — does a piece of C stand in a program, whatever the blanks and comments between its words?
 * Threads: any. Memory: none. Errors: none. */
#ifndef LESSON_KEEPS_H
#define LESSON_KEEPS_H

#include <stdbool.h>

bool keeps(const char *program, const char *piece);

#endif
