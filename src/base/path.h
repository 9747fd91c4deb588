/* path.h — where files are, and writing them so that nobody ever sees half of one.
 * Threads: no state; from any thread. Memory: into the caller's buffers, unless it says otherwise.
 * Errors: false and a sentence in *err. */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum { PATH_ROOM = 4096 };

/* "a/b" from "a" and "b"; false when it does not fit. */
bool path_join(char *out, size_t room, const char *folder, const char *name);

/* XDG_CACHE_HOME/threadlab or ~/.cache/threadlab, and XDG_DATA_HOME/threadlab or ~/.local/share/threadlab; made if missing. */
bool path_cache(char *out, size_t room, struct err *err);
bool path_data(char *out, size_t room, struct err *err);

/* The folder of the running program. */
bool path_of_program(char *out, size_t room, struct err *err);

/* Makes the folder and all above it, for the user alone. */
bool path_make_folder(const char *folder, struct err *err);

bool path_exists(const char *path);

/* The whole file, NUL-terminated; NULL when it cannot be read or is longer than `most` bytes. Caller frees. */
char *path_read(const char *path, size_t most, size_t *length, struct err *err);

/* Replaces the file in one step: temporary file, fsync, rename. */
bool path_write(const char *path, const char *text, size_t length, struct err *err);

#endif
