/* sweep.c — removes what a program has left where others can find it by name; the rest of keeper.h.
 *
 * A program that wants it so puts the mark PROCESS_MARK before its names under /dev/shm; and in the file of the name PROCESS_NAMED
 * there, it tells the paths of named pipes that it has made, each ended by a NUL. Nothing else is believed: only pipes go. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/keeper.h"

enum { MARK_ROOM = 64, NAMES_ROOM = 16384 };

static void remove_pipes(const char *file)
{
    static char names[NAMES_ROOM];
    struct stat about;
    int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    ssize_t count = fd >= 0 ? read(fd, names, sizeof names - 1) : -1;
    if (fd >= 0)
        close(fd);
    names[count > 0 ? count : 0] = '\0';
    for (const char *name = names; count > 0 && name < names + count; name += strlen(name) + 1)
        if (name[0] == '/' && lstat(name, &about) == 0 && S_ISFIFO(about.st_mode) && about.st_uid == geteuid())
            unlink(name);
}

void keeper_sweep(void)
{
    char mark[MARK_ROOM], named[MARK_ROOM], file[2 * MARK_ROOM];
    snprintf(mark, sizeof mark, PROCESS_MARK, (int)getpid());
    snprintf(named, sizeof named, PROCESS_NAMED, (int)getpid());
    snprintf(file, sizeof file, "/dev/shm/%s", named);
    remove_pipes(file);
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
