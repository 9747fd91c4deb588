/* maps.h — names that a demo's processes share. */
#ifndef RUNTIME_CALLS_MAPS_H
#define RUNTIME_CALLS_MAPS_H

#include <stddef.h>

/* A name under /dev/shm as this run has it; `name` itself when that would be too long. */
const char *maps_mark(const char *name, char *out, size_t room);

/* A named pipe is going to be made there, unless there is something already; a message queue is going to get that name
 * (maps_mark): it goes with the run. */
void maps_note_pipe(const char *path);
void maps_note_queue(const char *name);

#endif
