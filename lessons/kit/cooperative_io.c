/* cooperative_io.c — see cooperative.h: the calls on descriptors. Each
 * looks first (a poll that does not wait), and waits in the loop as
 * long as there is nothing; then libc's own call is made, and returns
 * at once. Several tasks may wait for the same: so each looks again. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "cooperative.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netdb.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cooperative_next.h"
#include "loop_io.h"
#include "task.h"
#include "task_wait.h"

ssize_t TAKEN(read)(int fd, void *bytes, size_t size);
ssize_t TAKEN(write)(int fd, const void *bytes, size_t size);
ssize_t TAKEN(recv)(int fd, void *bytes, size_t size, int flags);
ssize_t TAKEN(send)(int fd, const void *bytes, size_t size, int flags);
int TAKEN(accept)(int fd, struct sockaddr *address, socklen_t *length);
int TAKEN(accept4)(int fd, struct sockaddr *address, socklen_t *length,
                   int flags);
int TAKEN(connect)(int fd, const struct sockaddr *address,
                   socklen_t length);
int TAKEN(poll)(struct pollfd *fds, nfds_t count, int timeout);
int TAKEN(close)(int fd);
int TAKEN(getaddrinfo)(const char *node, const char *service,
                       const struct addrinfo *hints,
                       struct addrinfo **results);

/* ---- what a descriptor is ---- */

enum kind { IS_OTHER, IS_STREAM, IS_SOCKET };

/* Who is not a task, and what is O_NONBLOCK, goes straight to libc: so
 * do standard output and error, which print for all. */
static enum kind kind_of(int fd)
{
    struct stat about;
    if (fd == STDOUT_FILENO || fd == STDERR_FILENO || !task_current())
        return IS_OTHER;
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0 || flags & O_NONBLOCK || fstat(fd, &about) != 0)
        return IS_OTHER;
    if (S_ISSOCK(about.st_mode))
        return IS_SOCKET;
    return S_ISFIFO(about.st_mode) || S_ISCHR(about.st_mode)
         ? IS_STREAM : IS_OTHER;
}

/* ppoll, as poll is taken. */
static bool is_ready(int fd, short what)
{
    static const struct timespec now;
    struct pollfd look = { .fd = fd, .events = what };
    return ppoll(&look, 1, &now, NULL) != 0;
}

static int say(int error)
{
    if (error)
        errno = error;
    return error ? -1 : 0;
}

/* Until it is: 0, or -1 and errno. */
static int wait_until(int fd, short what)
{
    int error = 0;
    while (!error && !is_ready(fd, what))
        error = what == POLLIN ? loop_readable(fd) : loop_writable(fd);
    return say(error);
}

/* ---- reading ---- */

ssize_t TAKEN(read)(int fd, void *bytes, size_t size)
{
    if (kind_of(fd) != IS_OTHER && wait_until(fd, POLLIN) != 0)
        return -1;
    return NEXT(read)(fd, bytes, size);
}

/* One that wants all of it takes what there is, and waits again. */
static ssize_t recv_all(int fd, char *bytes, size_t size, int flags)
{
    size_t got = 0;
    int error = 0;
    while (got < size && !error) {
        ssize_t n = wait_until(fd, POLLIN);
        if (n == 0)
            n = NEXT(recv)(fd, bytes + got, size - got,
                           (flags & ~MSG_WAITALL) | MSG_DONTWAIT);
        if (n == 0)
            break;
        error = n < 0 ? errno : 0;
        got += n > 0 ? (size_t)n : 0;
    }
    if (got > 0 && error == ECANCELED)
        task_tell_again();
    return got > 0 || !error ? (ssize_t)got : say(error);
}

ssize_t TAKEN(recv)(int fd, void *bytes, size_t size, int flags)
{
    bool waits = !(flags & MSG_DONTWAIT) && kind_of(fd) == IS_SOCKET;
    if (waits && flags & MSG_WAITALL && !(flags & MSG_PEEK))
        return recv_all(fd, bytes, size, flags);
    if (waits && wait_until(fd, POLLIN) != 0)
        return -1;
    return NEXT(recv)(fd, bytes, size, flags);
}

/* ---- writing: all of it, as a blocking call does ---- */

/* As much as does not wait; a pipe that has room has PIPE_BUF bytes. */
static ssize_t write_some(enum kind kind, int fd, const char *bytes,
                          size_t size, int flags)
{
    if (wait_until(fd, POLLOUT) != 0)
        return -1;
    if (kind == IS_SOCKET)
        return NEXT(send)(fd, bytes, size, flags | MSG_DONTWAIT);
    return NEXT(write)(fd, bytes, size < PIPE_BUF ? size : PIPE_BUF);
}

static ssize_t write_all(enum kind kind, int fd, const char *bytes,
                         size_t size, int flags)
{
    size_t written = 0;
    int error = 0;
    do {
        ssize_t n = write_some(kind, fd, bytes + written,
                               size - written, flags);
        if (n < 0)
            error = errno == EAGAIN ? loop_sleep(0) : errno;
        written += n > 0 ? (size_t)n : 0;
    } while (written < size && !error);
    if (written > 0 && error == ECANCELED)
        task_tell_again();
    return written > 0 || !error ? (ssize_t)written : say(error);
}

ssize_t TAKEN(write)(int fd, const void *bytes, size_t size)
{
    enum kind kind = kind_of(fd);
    return kind == IS_OTHER ? NEXT(write)(fd, bytes, size)
                            : write_all(kind, fd, bytes, size, 0);
}

ssize_t TAKEN(send)(int fd, const void *bytes, size_t size, int flags)
{
    if (flags & MSG_DONTWAIT || kind_of(fd) != IS_SOCKET)
        return NEXT(send)(fd, bytes, size, flags);
    return write_all(IS_SOCKET, fd, bytes, size, flags);
}

/* ---- connections ---- */

int TAKEN(accept)(int fd, struct sockaddr *address, socklen_t *length)
{
    if (kind_of(fd) == IS_SOCKET && wait_until(fd, POLLIN) != 0)
        return -1;
    return NEXT(accept)(fd, address, length);
}

int TAKEN(accept4)(int fd, struct sockaddr *address, socklen_t *length,
                   int flags)
{
    if (kind_of(fd) == IS_SOCKET && wait_until(fd, POLLIN) != 0)
        return -1;
    return NEXT(accept4)(fd, address, length, flags);
}

/* The flag belongs to all who share the socket: nobody of this thread
 * runs between the two changes. */
static int begin_to_connect(int fd, const struct sockaddr *address,
                            socklen_t length)
{
    int flags = fcntl(fd, F_GETFL);
    if (fcntl(fd, F_SETFL, flags | O_NONBLOCK) != 0)
        return errno;
    int error = NEXT(connect)(fd, address, length) == 0 ? 0 : errno;
    fcntl(fd, F_SETFL, flags);
    return error;
}

/* The line before a local server is full: nothing tells when it moves
 * on, so one asks again. */
static int get_in_line(int fd, const struct sockaddr *address,
                       socklen_t length)
{
    int error;
    while ((error = begin_to_connect(fd, address, length)) == EAGAIN
           && address->sa_family == AF_UNIX) {
        error = loop_sleep(1);
        if (error)
            break;
    }
    return error;
}

int TAKEN(connect)(int fd, const struct sockaddr *address,
                   socklen_t length)
{
    int error = 0;
    socklen_t size = sizeof error;
    if (kind_of(fd) != IS_SOCKET)
        return NEXT(connect)(fd, address, length);
    error = get_in_line(fd, address, length);
    if (error != EINPROGRESS)
        return say(error);
    if (wait_until(fd, POLLOUT) != 0)
        return -1;
    getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
    return say(error);
}

/* The loop forgets it first; who waits for it gets EBADF. */
int TAKEN(close)(int fd)
{
    loop_forget(fd);
    return NEXT(close)(fd);
}

/* ---- any of several ---- */

/* One that is there twice is watched once, for both. */
static uint32_t wanted(const struct pollfd *fds, nfds_t which)
{
    unsigned what = 0;
    for (nfds_t k = 0; k <= which; k++)
        if (fds[k].fd == fds[which].fd)
            what |= (unsigned short)fds[k].events;
    return what;
}

/* A descriptor that is readable when any of those is ready. */
static int watch_all(const struct pollfd *fds, nfds_t count)
{
    int all = epoll_create1(EPOLL_CLOEXEC);
    for (nfds_t k = 0; k < count && all >= 0; k++) {
        struct epoll_event event = { .events = wanted(fds, k) };
        if (fds[k].fd < 0
            || epoll_ctl(all, EPOLL_CTL_ADD, fds[k].fd, &event) == 0
            || (errno == EEXIST && epoll_ctl(all, EPOLL_CTL_MOD,
                                             fds[k].fd, &event) == 0))
            continue;
        int error = errno;
        NEXT(close)(all);
        errno = error;
        all = -1;
    }
    return all;
}

static int wait_for_any(const struct pollfd *fds, nfds_t count,
                        int timeout)
{
    struct task_timeout limit;
    int all = watch_all(fds, count);
    if (all < 0)
        return errno;
    int error = task_timeout_begin(&limit, timeout);
    if (!error)
        error = task_timeout_end(&limit, loop_readable(all));
    loop_close(all);
    return error;
}

/* Another task may have taken what there was. */
int TAKEN(poll)(struct pollfd *fds, nfds_t count, int timeout)
{
    if (timeout == 0 || !task_current())
        return NEXT(poll)(fds, count, timeout);
    long began = loop_time();
    int error = 0, ready = NEXT(poll)(fds, count, 0);
    while (ready == 0 && !error) {
        int left = timeout < 0 ? -1 : (int)left_of(timeout, began);
        error = wait_for_any(fds, count, left);
        if (error && error != ETIMEDOUT)
            return say(error);
        ready = NEXT(poll)(fds, count, 0);
    }
    return ready;
}

/* ---- names ---- */

struct question {
    const char *node, *service;
    const struct addrinfo *hints;
    struct addrinfo **results;
    int answer, error;
};

static int ask(void *argument, void **value)
{
    struct question *question = argument;
    (void)value;
    question->answer
        = NEXT(getaddrinfo)(question->node, question->service,
                            question->hints, question->results);
    question->error = errno;
    return 0;
}

/* 0 when it has been answered, and the answer is wanted. */
static int ask_in_thread(struct question *question)
{
    struct pool alone;
    int error = pool_init(&alone, 1);
    if (error)
        return error;
    error = loop_in_pool(&alone, ask, question, NULL);
    pool_destroy(&alone);
    return error;
}

int TAKEN(getaddrinfo)(const char *node, const char *service,
                       const struct addrinfo *hints,
                       struct addrinfo **results)
{
    struct question question = { node, service, hints, results,
                                 EAI_AGAIN, 0 };
    if (!task_current())
        return NEXT(getaddrinfo)(node, service, hints, results);
    int error = ask_in_thread(&question);
    if (error && question.answer == 0)
        freeaddrinfo(*results);
    errno = error ? error : question.error;
    return error ? EAI_SYSTEM : question.answer;
}
