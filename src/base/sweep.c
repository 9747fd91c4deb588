/* sweep.c — removes what a program has left where others can find it by name; the rest of keeper.h.
 *
 * A program that wants it so puts the mark PROCESS_MARK before its names under /dev/shm; and in the file of the name PROCESS_NAMED
 * there, it tells the paths of named pipes that it has made, and its message queues, each ended by a NUL. Nothing else is
 * believed: only pipes go, and queues that bear the mark. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/keeper.h"

enum { MARK_ROOM = 64, NAMES_ROOM = 16384 };

static void remove_pipe(const char *name)
{
    struct stat about;
    if (name[0] == '/' && lstat(name, &about) == 0 && S_ISFIFO(about.st_mode) && about.st_uid == geteuid())
        unlink(name);
}

/* Message queues need not be in any folder: the system itself is asked. */
static void remove_told(const char *file, const char *mark)
{
    static const char queues[] = PROCESS_QUEUES "/";
    static char names[NAMES_ROOM];
    int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    ssize_t count = fd >= 0 ? read(fd, names, sizeof names - 1) : -1;
    if (fd >= 0)
        close(fd);
    names[count > 0 ? count : 0] = '\0';
    for (const char *name = names; count > 0 && name < names + count; name += strlen(name) + 1)
        if (strncmp(name, queues, strlen(queues)) != 0)
            remove_pipe(name);
        else if (strncmp(name + strlen(queues), mark, strlen(mark)) == 0)
            syscall(SYS_mq_unlink, name + strlen(queues));
}

void keeper_sweep(pid_t keeper)
{
    char mark[MARK_ROOM], named[MARK_ROOM], file[2 * MARK_ROOM];
    snprintf(mark, sizeof mark, PROCESS_MARK, (int)keeper);
    snprintf(named, sizeof named, PROCESS_NAMED, (int)keeper);
    snprintf(file, sizeof file, "/dev/shm/%s", named);
    remove_told(file, mark);
    DIR *folder = opendir("/dev/shm");
    struct dirent *entry;
    while (folder && (entry = readdir(folder))) {
        const char *name = strncmp(entry->d_name, "sem.", 4) == 0 ? entry->d_name + 4 : entry->d_name;
        if (strncmp(name, mark, strlen(mark)) == 0)
            unlinkat(dirfd(folder), entry->d_name, 0);
    }
    if (folder)
        closedir(folder);
}
