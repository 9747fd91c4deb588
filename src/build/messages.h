/* messages.h — what a compiler says, line by line: FILE:LINE:COLUMN: error: TEXT. Private to build/. */
#ifndef BUILD_MESSAGES_H
#define BUILD_MESSAGES_H

#include "build/build.h"

/* Reads errors and warnings out of a compiler's output into `messages`, leaving out what is there already; returns how
 * many there are now. Linker complaints come as errors without a line. */
size_t messages_read(const char *output, struct build_message *messages, size_t count, size_t room);

#endif
