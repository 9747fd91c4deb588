/* proc.c — see proc.h. */
#include "base/proc.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

ssize_t proc_read(pid_t pid, const char *name, char *text, size_t room)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t count = fd >= 0 ? read(fd, text, room - 1) : -1;
    if (fd >= 0)
        close(fd);
    text[count > 0 ? count : 0] = '\0';
    return count;
}
