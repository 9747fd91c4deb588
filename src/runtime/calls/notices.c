/* notices.c — what comes by itself: counts, clocks and signals as descriptors, alarms, and waiting for a signal. Steps of a live
 * run; on fibers only named. */
#include <errno.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "runtime/calls/calls.h"
#include "runtime/calls/moving.h"
#include "runtime/calls/told.h"
#include "runtime/carrier/descriptors.h"

static const uint64_t SECOND = 1000000000;
static const uint64_t FOR_EVER = UINT64_MAX / 2;

/* ---- descriptors ---- */

static int make(const char *what, enum notice_type type, uint64_t count, int fd, uintptr_t place)
{
    if (fd < 0 || told_hidden())
        return fd;
    struct step step = gate_step(ACT_NOTICE_MAKE, told_object(OBJECT_NOTICE, what, fd, (int32_t)type), place);
    step.other = (uint32_t)fd;
    step.value = count;
    told_say(&step, 0);
    return fd;
}

WRAPPED(int, eventfd, unsigned count, int flags)
{
    if (!runner_self)
        return eventfd(count, flags);
    gate_only_live("eventfd");
    return make("eventfd", NOTICE_COUNT, count, eventfd(count, flags), PLACE);
}

WRAPPED(int, eventfd_read, int fd, eventfd_t *count)
{
    if (runner_self)
        gate_only_live("eventfd_read");
    return moving_read(fd, count, sizeof *count, PLACE) == (ssize_t)sizeof *count ? 0 : -1;
}

WRAPPED(int, eventfd_write, int fd, eventfd_t count)
{
    if (runner_self)
        gate_only_live("eventfd_write");
    return moving_write(fd, &count, sizeof count, PLACE) == (ssize_t)sizeof count ? 0 : -1;
}

WRAPPED(int, timerfd_create, int clock, int flags)
{
    if (!runner_self)
        return timerfd_create(clock, flags);
    gate_only_live("timerfd_create");
    return make("timer", NOTICE_CLOCK, 0, timerfd_create(clock, flags), PLACE);
}

WRAPPED(int, timerfd_settime, int fd, int flags, const struct itimerspec *wanted, struct itimerspec *before)
{
    if (!runner_self || descriptors_kind(fd) != OBJECT_NOTICE)
        return timerfd_settime(fd, flags, wanted, before);
    gate_only_live("timerfd_settime");
    struct step step = gate_step(ACT_NOTICE_SET, descriptors_object(fd), PLACE);
    step.other = (uint32_t)fd;
    told_enter(&step);
    return (int)told_leave(&step, timerfd_settime(fd, flags, wanted, before));
}

WRAPPED(int, signalfd, int fd, const sigset_t *set, int flags)
{
    if (!runner_self || fd >= 0)
        return signalfd(fd, set, flags);
    gate_only_live("signalfd");
    return make("signals", NOTICE_SIGNAL, 0, signalfd(fd, set, flags), PLACE);
}

/* ---- alarms: while one is set, nobody waits for ever ---- */

static void tell_alarm(uint64_t until, bool timer, uintptr_t place)
{
    struct step step = gate_step(ACT_ALARM, 0, place);
    step.value = until;
    step.size = timer;
    told_say(&step, 0);
}

WRAPPED(unsigned, alarm, unsigned seconds)
{
    if (!runner_self)
        return alarm(seconds);
    gate_only_live("alarm");
    tell_alarm(seconds ? carrier->now() + seconds * SECOND : 0, false, PLACE);
    return alarm(seconds);
}

static uint64_t length_of(time_t seconds, uint64_t parts, uint64_t in_a_second)
{
    if (seconds < 0 || (uint64_t)seconds > FOR_EVER / SECOND / 2)
        return FOR_EVER / 2;
    return (uint64_t)seconds * SECOND + parts * (SECOND / in_a_second);
}

WRAPPED(int, setitimer, enum __itimer_which which, const struct itimerval *wanted, struct itimerval *before)
{
    if (!runner_self)
        return setitimer(which, wanted, before);
    gate_only_live("setitimer");
    uint64_t until = 0;
    if (wanted && (wanted->it_value.tv_sec || wanted->it_value.tv_usec))
        until = wanted->it_interval.tv_sec || wanted->it_interval.tv_usec ? FOR_EVER
              : carrier->now() + length_of(wanted->it_value.tv_sec, (uint64_t)wanted->it_value.tv_usec, 1000000);
    if (which == ITIMER_REAL)           /* the others stand still while everybody waits */
        tell_alarm(until, false, PLACE);
    return setitimer(which, wanted, before);
}

/* One that starts a thread of libc's own: what that does is not told, nor when it is over. */
WRAPPED(int, timer_create, clockid_t clock, struct sigevent *event, timer_t *timer)
{
    if (!runner_self)
        return timer_create(clock, event, timer);
    gate_only_live("timer_create");
    if (event && event->sigev_notify == SIGEV_THREAD)
        tell_alarm(FOR_EVER, true, PLACE);
    return timer_create(clock, event, timer);
}

WRAPPED(int, timer_settime, timer_t timer, int flags, const struct itimerspec *wanted, struct itimerspec *before)
{
    if (!runner_self)
        return timer_settime(timer, flags, wanted, before);
    gate_only_live("timer_settime");
    uint64_t until = 0;
    if (wanted && (wanted->it_value.tv_sec || wanted->it_value.tv_nsec))
        until = flags & TIMER_ABSTIME || wanted->it_interval.tv_sec || wanted->it_interval.tv_nsec ? FOR_EVER
              : carrier->now() + length_of(wanted->it_value.tv_sec, (uint64_t)wanted->it_value.tv_nsec, SECOND);
    tell_alarm(until, true, PLACE);
    return timer_settime(timer, flags, wanted, before);
}

/* ---- waiting for a signal ---- */

static struct step await(const char *call, uintptr_t place)
{
    gate_only_live(call);
    struct step step = gate_step(ACT_AWAIT_SIGNAL, 0, place);
    told_enter(&step);
    return step;
}

WRAPPED(int, pause, void)
{
    if (!runner_self)
        return pause();
    struct step step = await("pause", PLACE);
    return (int)told_leave(&step, pause());
}

WRAPPED(int, sigsuspend, const sigset_t *mask)
{
    if (!runner_self)
        return sigsuspend(mask);
    struct step step = await("sigsuspend", PLACE);
    return (int)told_leave(&step, sigsuspend(mask));
}

/* Its answer is an error number, and errno is none of its business. */
WRAPPED(int, sigwait, const sigset_t *set, int *number)
{
    if (!runner_self)
        return sigwait(set, number);
    struct step step = await("sigwait", PLACE);
    int result = sigwait(set, number), error = errno;
    step.value = result == 0 && number ? (uint64_t)*number : 0;
    gate_leave(&step, -result);
    errno = error;
    return result;
}

WRAPPED(int, sigwaitinfo, const sigset_t *set, siginfo_t *information)
{
    if (!runner_self)
        return sigwaitinfo(set, information);
    struct step step = await("sigwaitinfo", PLACE);
    int result = sigwaitinfo(set, information);
    step.value = result > 0 ? (uint64_t)result : 0;
    return (int)told_leave(&step, result);
}

WRAPPED(int, sigtimedwait, const sigset_t *set, siginfo_t *information, const struct timespec *timeout)
{
    if (!runner_self)
        return sigtimedwait(set, information, timeout);
    struct step step = await("sigtimedwait", PLACE);
    int result = sigtimedwait(set, information, timeout);
    step.value = result > 0 ? (uint64_t)result : 0;
    return (int)told_leave(&step, result);
}
