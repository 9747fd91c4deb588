/* watching.c — waiting for whichever of several descriptors is ready first: steps of a live run; on fibers only named. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <unistd.h>

#include "runtime/calls/calls.h"
#include "runtime/calls/told.h"
#include "runtime/carrier/descriptors.h"

enum { LOOKED_AT = 64 };            /* descriptors, before the call itself looks at them */

/* ---- poll ---- */

static bool any_ready(const struct pollfd *fds, nfds_t count)
{
    struct pollfd copy[LOOKED_AT];
    int error = errno;
    if (count > LOOKED_AT || !fds)
        return false;
    memcpy(copy, fds, count * sizeof *fds);
    bool ready = poll(copy, count, 0) > 0;
    errno = error;
    return ready;
}

/* One that waits for a single one to be readable, for as long as it takes, is seen waiting for it. */
static struct step step_of_poll(const struct pollfd *fds, nfds_t count, bool waits, bool limited, uintptr_t place)
{
    int fd = count == 1 ? fds->fd : -1;
    enum object_kind kind = descriptors_kind(fd);
    bool reads = count == 1 && (fds->events & (POLLIN | POLLOUT)) == POLLIN;
    enum act act = !waits ? ACT_TRYSELECT : ACT_SELECT;
    if (kind == OBJECT_PIPE && !(waits && limited))
        act = waits && reads ? ACT_PIPE_POLL : waits ? ACT_SELECT : ACT_PIPE_TRYPOLL;
    else if (kind == OBJECT_SOCKET && waits && !limited && reads)
        act = ACT_SOCKET_POLL;
    struct step step = gate_step(act, act_object(act) == OBJECT_NONE ? 0 : descriptors_object(fd), place);
    step.other = (uint32_t)fd;
    step.value = count;
    if (waits && act != ACT_PIPE_POLL && any_ready(fds, count))
        step.size = WAIT_OVER;
    return step;
}

WRAPPED(int, poll, struct pollfd *fds, nfds_t count, int timeout)
{
    if (!runner_self)
        return poll(fds, count, timeout);
    gate_only_live("poll");
    struct step step = step_of_poll(fds, count, timeout != 0, timeout > 0, PLACE);
    told_enter(&step);
    return (int)told_leave(&step, poll(fds, count, timeout));
}

static bool is_no_time(const struct timespec *time)
{
    return time && time->tv_sec == 0 && time->tv_nsec == 0;
}

WRAPPED(int, ppoll, struct pollfd *fds, nfds_t count, const struct timespec *timeout, const sigset_t *mask)
{
    if (!runner_self)
        return ppoll(fds, count, timeout, mask);
    gate_only_live("ppoll");
    struct step step = step_of_poll(fds, count, !is_no_time(timeout), timeout || mask, PLACE);
    told_enter(&step);
    return (int)told_leave(&step, ppoll(fds, count, timeout, mask));
}

/* ---- select ---- */

static struct step step_of_select(int most, fd_set *reads, fd_set *writes, fd_set *errors, bool waits, uintptr_t place)
{
    fd_set copy[3];
    fd_set *sets[3] = { reads, writes, errors };
    struct timeval none = { 0 };
    struct step step = gate_step(waits ? ACT_SELECT : ACT_TRYSELECT, 0, place);
    int error = errno;
    for (int k = 0; k < 3; k++) {
        for (int fd = 0; sets[k] && fd < most && fd < FD_SETSIZE; fd++)
            step.value += FD_ISSET(fd, sets[k]) != 0;
        if (sets[k])
            copy[k] = *sets[k];
    }
    if (waits && most <= FD_SETSIZE
        && select(most, reads ? &copy[0] : NULL, writes ? &copy[1] : NULL, errors ? &copy[2] : NULL, &none) > 0)
        step.size = WAIT_OVER;
    errno = error;
    return step;
}

WRAPPED(int, select, int most, fd_set *reads, fd_set *writes, fd_set *errors, struct timeval *timeout)
{
    if (!runner_self)
        return select(most, reads, writes, errors, timeout);
    gate_only_live("select");
    bool waits = !timeout || timeout->tv_sec != 0 || timeout->tv_usec != 0;
    struct step step = step_of_select(most, reads, writes, errors, waits, PLACE);
    told_enter(&step);
    return (int)told_leave(&step, select(most, reads, writes, errors, timeout));
}

WRAPPED(int, pselect, int most, fd_set *reads, fd_set *writes, fd_set *errors, const struct timespec *timeout, const sigset_t *mask)
{
    if (!runner_self)
        return pselect(most, reads, writes, errors, timeout, mask);
    gate_only_live("pselect");
    struct step step = step_of_select(most, reads, writes, errors, !is_no_time(timeout), PLACE);
    told_enter(&step);
    return (int)told_leave(&step, pselect(most, reads, writes, errors, timeout, mask));
}

/* ---- epoll ---- */

static int make(int fd, uintptr_t place)
{
    if (fd < 0 || told_hidden())
        return fd;
    struct step step = gate_step(ACT_WATCH_MAKE, told_object(OBJECT_WATCH, "epoll", fd, 0), place);
    step.other = (uint32_t)fd;
    told_say(&step, 0);
    return fd;
}

WRAPPED(int, epoll_create, int size)
{
    if (!runner_self)
        return epoll_create(size);
    gate_only_live("epoll_create");
    return make(epoll_create(size), PLACE);
}

WRAPPED(int, epoll_create1, int flags)
{
    if (!runner_self)
        return epoll_create1(flags);
    gate_only_live("epoll_create1");
    return make(epoll_create1(flags), PLACE);
}

static bool is_set(int fd, const char *call)
{
    if (!runner_self)
        return false;
    gate_only_live(call);
    return descriptors_kind(fd) == OBJECT_WATCH;
}

WRAPPED(int, epoll_ctl, int set, int how, int fd, struct epoll_event *event)
{
    if (!is_set(set, "epoll_ctl"))
        return epoll_ctl(set, how, fd, event);
    struct step step = gate_step(ACT_WATCH_CHANGE, descriptors_object(set), PLACE);
    step.other = (uint32_t)fd;
    step.value = descriptors_object(fd);
    step.size = how != EPOLL_CTL_DEL;
    told_enter(&step);
    return (int)told_leave(&step, epoll_ctl(set, how, fd, event));
}

static struct step step_of_wait(int set, int timeout, uintptr_t place)
{
    struct step step = gate_step(timeout != 0 ? ACT_WATCH_WAIT : ACT_WATCH_TRYWAIT, descriptors_object(set), place);
    step.other = (uint32_t)set;
    if (timeout != 0 && told_ready(set, POLLIN))
        step.size = WAIT_OVER;
    return step;
}

/* At a set that is not shown. That the thread waits there is. */
static int wait_untold(int set, struct epoll_event *events, int most, int timeout, const sigset_t *mask)
{
    bool waits = runner_self && timeout != 0 && !told_ready(set, POLLIN);
    if (waits)
        told_rest(true);
    int count = epoll_pwait(set, events, most, timeout, mask);
    if (waits)
        told_rest(false);
    return count;
}

WRAPPED(int, epoll_wait, int set, struct epoll_event *events, int most, int timeout)
{
    if (!is_set(set, "epoll_wait"))
        return wait_untold(set, events, most, timeout, NULL);
    struct step step = step_of_wait(set, timeout, PLACE);
    told_enter(&step);
    return (int)told_leave(&step, epoll_wait(set, events, most, timeout));
}

WRAPPED(int, epoll_pwait, int set, struct epoll_event *events, int most, int timeout, const sigset_t *mask)
{
    if (!is_set(set, "epoll_pwait"))
        return wait_untold(set, events, most, timeout, mask);
    struct step step = step_of_wait(set, timeout, PLACE);
    told_enter(&step);
    return (int)told_leave(&step, epoll_pwait(set, events, most, timeout, mask));
}
