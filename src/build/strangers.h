/* strangers.h — what goes into a traced program without being watched: an object file or a library among its flags, or a
 * function of the C library that the lab neither takes over nor knows to leave the program's memory alone. Of a program that
 * has one nobody can say that it is sound.
 * Threads: any. Memory: the caller's buffer. Errors: what cannot be read has none. */
#ifndef BUILD_STRANGERS_H
#define BUILD_STRANGERS_H

#include <stdbool.h>
#include <stddef.h>

/* Fill `name` with the first; false: there is none. `flags` may be NULL. */
bool stranger_among_flags(const char *const *flags, char *name, size_t room);
bool stranger_called(const char *library, char *name, size_t room);

#endif
