/* proc.h — what the system says of a process in the small files under /proc (proc(5)). Allocates nothing: forks may call it, too.
 * Threads: any. Errors: −1, there is no such process, or it is somebody else's. */
#ifndef BASE_PROC_H
#define BASE_PROC_H

#include <stddef.h>
#include <sys/types.h>

/* /proc/PID/NAME, cut to what fits, with a NUL behind; returns its length. */
ssize_t proc_read(pid_t pid, const char *name, char *text, size_t room);

#endif
