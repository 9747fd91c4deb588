/* loop_outside.c — child processes, signals and other threads: see
 * loop_io.h. Linux makes a descriptor of each of them, that is readable
 * when it has happened. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "loop_io.h"

#include <errno.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "task.h"

/* As loop_readable; virtual time stands still meanwhile. */
static int wait_outside(int fd)
{
    struct loop *loop = loop_current();
    loop->waiting_outside++;
    int error = loop_readable(fd);
    loop->waiting_outside--;
    return error;
}

/* ---- child processes ---- */

int loop_child(pid_t child, int *status)
{
    if (!task_current())
        return EPERM;
    int fd = (int)syscall(SYS_pidfd_open, child, 0);
    if (fd < 0)
        return errno == ESRCH ? ECHILD : errno;
    int error = wait_outside(fd);
    if (!error && waitpid(child, status, 0) < 0)
        error = errno;
    loop_close(fd);
    return error;
}

/* ---- other threads ---- */

/* Called by the thread that has made the result. */
static void ring(struct future *future, void *argument)
{
    const int *bell = argument;
    uint64_t once = 1;
    (void)future;
    while (write(*bell, &once, sizeof once) < 0 && errno == EINTR)
        ;
}

/* It must have rung before the bell can be closed: if the loop cannot
 * tell, the thread itself waits. */
static int wait_for_bell(struct future *future, int bell)
{
    uint64_t rung;
    int error = 0, woken;
    while ((woken = wait_outside(bell)) == ECANCELED) {
        error = ECANCELED;
        future_cancel(future);
    }
    while (read(bell, &rung, sizeof rung) < 0 && errno == EINTR)
        ;
    return error ? error : woken;
}

int loop_future(struct future *future, void **value)
{
    if (!task_current())
        return EPERM;
    if (future_is_over(future))
        return future_result(future, value);
    int bell = eventfd(0, EFD_CLOEXEC);
    if (bell < 0)
        return errno;
    int error = future_add_callback(future, ring, &bell);
    if (!error)
        error = wait_for_bell(future, bell);
    loop_close(bell);
    return error ? error : future_result(future, value);
}

int loop_in_pool(struct pool *pool, int (*run)(void *, void **),
                 void *argument, void **value)
{
    struct future *future;
    if (!task_current())
        return EPERM;
    int error = pool_submit(pool, run, argument, &future);
    if (error)
        return error;
    error = loop_future(future, value);
    future_release(future);
    return error;
}

/* ---- signals ---- */

int loop_signal_init(struct loop_signal *got, int number)
{
    sigset_t one;
    sigemptyset(&one);
    if (sigaddset(&one, number) != 0)
        return errno;
    got->fd = signalfd(-1, &one, SFD_CLOEXEC | SFD_NONBLOCK);
    if (got->fd < 0)
        return errno;
    return pthread_sigmask(SIG_BLOCK, &one, &got->before);
}

/* One call for each; but those that come before it is fetched are one:
 * so it is with signals. */
int loop_signal_wait(struct loop_signal *got)
{
    struct signalfd_siginfo information;
    while (read(got->fd, &information, sizeof information) < 0) {
        if (errno != EAGAIN)
            return errno;
        int error = loop_readable(got->fd);
        if (error)
            return error;
    }
    return 0;
}

void loop_signal_destroy(struct loop_signal *got)
{
    loop_close(got->fd);
    pthread_sigmask(SIG_SETMASK, &got->before, NULL);
}
