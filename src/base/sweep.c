/* sweep.c — removes what a program has left where others can find it by name; the rest of keeper.h.
 *
 * A program that wants it so puts the mark PROCESS_MARK before its names under /dev/shm; and in the file of the name PROCESS_NAMED
 * there, it tells the paths of named pipes that it has made, each ended by a NUL; in that of PROCESS_QUEUES, its message queues.
 * Nothing else is believed: only named pipes of this user go, POSIX queues with the mark, and System V's queues by their numbers. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/keeper.h"

enum { MARK_ROOM = 64, NAMES_ROOM = 16384 };

static void remove_pipe(const char *path, const char *mark)
{
    struct stat about;
    (void)mark;
    if (path[0] == '/' && lstat(path, &about) == 0 && S_ISFIFO(about.st_mode) && about.st_uid == geteuid())
        unlink(path);
}

/* The system's call wants the name without its slash. */
static void remove_queue(const char *name, const char *mark)
{
    if (strncmp(name, PROCESS_QUEUE_ID, strlen(PROCESS_QUEUE_ID)) == 0)
        msgctl(atoi(name + strlen(PROCESS_QUEUE_ID)), IPC_RMID, NULL);
    else if (name[0] == '/' && strncmp(name + 1, mark, strlen(mark)) == 0 && !strchr(name + 1, '/'))
        syscall(SYS_mq_unlink, name + 1);
}

/* Each name that stands in a file that the program wrote. */
static void remove_named(const char *named, const char *mark, void (*remove_one)(const char *name, const char *mark))
{
    static char names[NAMES_ROOM];
    char file[2 * MARK_ROOM];
    snprintf(file, sizeof file, "/dev/shm/%s", named);
    int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    size_t held = 0;
    ssize_t count;
    while (fd >= 0 && (count = read(fd, names + held, sizeof names - held)) > 0) {
        size_t at = 0;
        held += (size_t)count;
        for (size_t length; (length = strnlen(names + at, held - at)) < held - at; at += length + 1)
            remove_one(names + at, mark);
        held -= at;
        memmove(names, names + at, held);       /* the rest of that name comes next */
    }
    if (fd >= 0)
        close(fd);
}

void keeper_sweep(pid_t keeper)
{
    char mark[MARK_ROOM], pipes[MARK_ROOM], queues[MARK_ROOM];
    snprintf(mark, sizeof mark, PROCESS_MARK, (int)keeper);
    snprintf(pipes, sizeof pipes, PROCESS_NAMED, (int)keeper);
    snprintf(queues, sizeof queues, PROCESS_QUEUES, (int)keeper);
    remove_named(pipes, mark, remove_pipe);
    remove_named(queues, mark, remove_queue);
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
