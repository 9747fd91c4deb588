/* watch.c — see watch.h. An event only makes us look: the file is told apart by its number, size and time of change, so that
 * events about other files, and several about one save, come to nothing. */
#include "base/watch.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"

struct look {
    bool there;
    ino_t number;
    off_t size;
    struct timespec time;
};

struct watch {
    int fd;
    char path[PATH_ROOM];
    struct look last;
};

static struct look look_at(const char *path)
{
    struct stat about;
    if (stat(path, &about) != 0)
        return (struct look){ .there = false };
    return (struct look){ .there = true, .number = about.st_ino, .size = about.st_size, .time = about.st_mtim };
}

struct watch *watch_open(const char *path, struct err *err)
{
    static const uint32_t events = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE;
    char folder[PATH_ROOM];
    struct watch *watch = calloc(1, sizeof *watch);
    if (!watch || snprintf(watch->path, sizeof watch->path, "%s", path) >= (int)sizeof watch->path) {
        err_set(err, "no memory to watch %s", path);
        free(watch);
        return NULL;
    }
    snprintf(folder, sizeof folder, "%s", path);
    char *slash = strrchr(folder, '/');
    if (slash)
        *slash = '\0';
    watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch->fd < 0 || inotify_add_watch(watch->fd, slash ? folder : ".", events) < 0) {
        err_set_errno(err, "cannot watch %s", path);
        watch_close(watch);
        return NULL;
    }
    watch->last = look_at(path);
    return watch;
}

void watch_close(struct watch *watch)
{
    if (!watch)
        return;
    if (watch->fd >= 0)
        close(watch->fd);
    free(watch);
}

int watch_fd(const struct watch *watch)
{
    return watch->fd;
}

bool watch_changed(struct watch *watch)
{
    char events[4096];
    while (read(watch->fd, events, sizeof events) > 0)
        ;
    struct look now = look_at(watch->path), *last = &watch->last;
    bool same = now.there == last->there && now.number == last->number && now.size == last->size
             && now.time.tv_sec == last->time.tv_sec && now.time.tv_nsec == last->time.tv_nsec;
    *last = now;
    return !same;
}
