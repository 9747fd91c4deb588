/* loop_io.c — descriptors: see loop_io.h.
 *
 * Linux is told once what to watch (epoll_ctl), and asked each round
 * what has happened (epoll_wait). Telling costs as much as asking. So a
 * descriptor goes on being watched when its task has been woken, which
 * mostly comes back for more; only when there is something to be read
 * and nobody waits for it, it is watched no more. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "loop_io.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "task.h"

enum { EVENTS = 256, MILLION = 1000000, LONGEST = 1 << 30 };

struct file {
    int fd;
    uint32_t watched;               /* EPOLLIN, EPOLLOUT */
    struct task_line readers, writers;
    struct loop_watch *watcher;     /* or is called instead */
    bool closed;
    unsigned waiting;
};

/* The first member is what the loop knows of it. */
struct files {
    struct loop_io io;
    int epoll;
    struct file **known;            /* by descriptor */
    size_t room;
};

/* ---- watching ---- */

static uint32_t wanted(const struct file *file)
{
    unsigned called = file->watcher ? file->watcher->wants : 0;
    return (file->readers.first || called & LOOP_READ ? EPOLLIN : 0u)
         | (file->writers.first || called & LOOP_WRITE ? EPOLLOUT : 0u);
}

/* What is not watched for anything is not watched at all: an end that
 * is hung up is reported otherwise, for ever. */
static int watch(const struct files *files, struct file *file,
                 uint32_t what)
{
    struct epoll_event event = { .events = what, .data.ptr = file };
    int how = !what ? EPOLL_CTL_DEL
            : file->watched ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
    if (what == file->watched)
        return 0;
    if (epoll_ctl(files->epoll, how, file->fd, &event) != 0)
        return errno;
    file->watched = what;
    return 0;
}

static void wake_all(struct task_line *line)
{
    while (task_line_next(line))
        ;
}

/* It gets in line, and is not called from here: it may do anything. */
static void call_watcher(struct loop_watch *watcher, uint32_t what)
{
    watcher->can = (what & EPOLLIN ? LOOP_READ : 0u)
                 | (what & EPOLLOUT ? LOOP_WRITE : 0u);
    loop_call_soon(&watcher->call);
}

/* An end that is hung up, or has failed, can be read and written: one
 * is told so then. */
static void tell(const struct files *files, struct file *file,
                 uint32_t what)
{
    if (what & (EPOLLHUP | EPOLLERR))
        what |= EPOLLIN | EPOLLOUT;
    uint32_t unwanted = what & ~wanted(file);
    if (file->watcher && what)
        call_watcher(file->watcher, what);
    if (what & EPOLLIN)
        wake_all(&file->readers);
    if (what & EPOLLOUT)
        wake_all(&file->writers);
    watch(files, file, file->watched & ~unwanted);
}

/* Milliseconds, rather one too many than going round in vain. */
static int limit_of(int64_t wait)
{
    int64_t ms = wait < 0 ? -1 : (wait + MILLION - 1) / MILLION;
    return ms > LONGEST ? LONGEST : (int)ms;
}

static void files_look(struct loop *loop, int64_t wait)
{
    const struct files *files = (const struct files *)loop->io;
    struct epoll_event events[EVENTS];
    int count = epoll_wait(files->epoll, events, EVENTS,
                           limit_of(wait));
    for (int k = 0; k < count; k++)
        tell(files, events[k].data.ptr, events[k].events);
}

/* ---- beginning and end ---- */

static void files_end(struct loop *loop)
{
    struct files *files = (struct files *)loop->io;
    loop->io = NULL;
    for (size_t fd = 0; fd < files->room; fd++)
        free(files->known[fd]);
    free(files->known);
    close(files->epoll);
    free(files);
}

static int files_begin(struct loop *loop)
{
    struct files *files = calloc(1, sizeof *files);
    if (!files)
        return ENOMEM;
    files->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (files->epoll < 0) {
        int error = errno;
        free(files);
        return error;
    }
    files->io.look = files_look;
    files->io.end = files_end;
    loop->io = &files->io;
    return 0;
}

static int make_room(struct files *files, size_t fd)
{
    size_t room = files->room ? files->room : 64;
    while (room <= fd)
        room *= 2;
    struct file **known = realloc(files->known, room * sizeof *known);
    if (!known)
        return ENOMEM;
    for (size_t k = files->room; k < room; k++)
        known[k] = NULL;
    files->known = known;
    files->room = room;
    return 0;
}

static int find(struct loop *loop, int fd, struct file **file)
{
    if (fd < 0)
        return EBADF;
    int error = loop->io ? 0 : files_begin(loop);
    if (error)
        return error;
    struct files *files = (struct files *)loop->io;
    if ((size_t)fd >= files->room)
        error = make_room(files, (size_t)fd);
    if (!error && !files->known[fd]) {
        files->known[fd] = calloc(1, sizeof **file);
        if (!files->known[fd])
            return ENOMEM;
        files->known[fd]->fd = fd;
    }
    if (!error)
        *file = files->known[fd];
    return error;
}

/* ---- waiting ---- */

static int wait_in_line(struct loop *loop, struct file *file,
                        struct task_line *line, const char *what)
{
    loop->waiting_files++;
    file->waiting++;
    task_current()->waits_at = file->fd;
    int error = task_line_wait(line, what);
    task_current()->waits_at = -1;
    file->waiting--;
    loop->waiting_files--;
    if (!error && file->closed)
        error = EBADF;
    if (file->closed && file->waiting == 0)
        free(file);                 /* the last one out */
    return error;
}

static int wait_for(int fd, uint32_t what)
{
    struct loop *loop = loop_current();
    struct file *file;
    if (!task_current())
        return EPERM;
    int error = find(loop, fd, &file);
    if (error)
        return error;
    if (file->watcher)
        return EBUSY;
    error = watch((struct files *)loop->io, file, file->watched | what);
    if (error)                      /* EPERM: epoll has no use for it */
        return error == EPERM ? 0 : error;
    return what == EPOLLIN
         ? wait_in_line(loop, file, &file->readers, "something to read")
         : wait_in_line(loop, file, &file->writers, "room to write");
}

/* ---- being called ---- */

/* A descriptor that has been closed, and opened for something else, is
 * not known to Linux any more: all is told anew. */
static int watch_anew(const struct files *files, struct file *file)
{
    int error = watch(files, file, wanted(file));
    if (error != ENOENT && error != EBADF)
        return error;
    file->watched = 0;
    return watch(files, file, wanted(file));
}

static int watch_no_more(struct loop *loop, struct loop_watch *watcher)
{
    struct files *files = loop ? (struct files *)loop->io : NULL;
    if (loop)
        loop_call_cancel(&watcher->call);
    if (!files || (size_t)watcher->fd >= files->room)
        return 0;
    struct file *file = files->known[watcher->fd];
    if (file && file->watcher == watcher) {
        file->watcher = NULL;
        watch_anew(files, file);
    }
    return 0;
}

int loop_watch(struct loop_watch *watcher, int fd, unsigned wants)
{
    struct loop *loop = loop_current();
    struct file *file;
    watcher->wants = wants;
    if (wants == 0)
        return watch_no_more(loop, watcher);
    if (!loop)
        return EPERM;
    int error = find(loop, fd, &file);
    if (error)
        return error;
    if (file->waiting || (file->watcher && file->watcher != watcher))
        return EBUSY;
    watcher->fd = fd;
    file->watcher = watcher;
    error = watch_anew((struct files *)loop->io, file);
    if (error)
        file->watcher = NULL;
    return error;
}

/* ---- waiting, and its end ---- */

int loop_readable(int fd)
{
    return wait_for(fd, EPOLLIN);
}

int loop_writable(int fd)
{
    return wait_for(fd, EPOLLOUT);
}

static void forget(struct files *files, struct file *file)
{
    watch(files, file, 0);
    files->known[file->fd] = NULL;
    if (file->watcher)
        loop_call_cancel(&file->watcher->call);
    file->closed = true;
    wake_all(&file->readers);
    wake_all(&file->writers);
    if (file->waiting == 0)
        free(file);
}

void loop_forget(int fd)
{
    struct loop *loop = loop_current();
    struct files *files = loop ? (struct files *)loop->io : NULL;
    if (files && fd >= 0 && (size_t)fd < files->room
        && files->known[fd])
        forget(files, files->known[fd]);
}

int loop_close(int fd)
{
    loop_forget(fd);
    return close(fd) == 0 ? 0 : errno;
}
