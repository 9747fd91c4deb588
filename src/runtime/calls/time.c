/* time.c — sleeping and reading clocks. On fibers there is one clock, which begins at zero with each run and moves with
 * the steps; the calendar begins at a fixed date, so that a run is the same on every day. */
#include <errno.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "runtime/calls/calls.h"
#include "runtime/calls/ending.h"
#include "runtime/gate.h"

static const uint64_t SECOND = 1000000000;
static const uint64_t EPOCH = 1700000000;       /* s: where the calendar stands when a run begins */

static bool is_calendar(clockid_t clock)
{
    return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_TAI;
}

static uint64_t nanoseconds(const struct timespec *time)
{
    if (time->tv_sec < 0)
        return 0;
    return (uint64_t)time->tv_sec * SECOND + (uint64_t)time->tv_nsec;
}

static struct timespec timespec_of(uint64_t ns)
{
    return (struct timespec){ .tv_sec = (time_t)(ns / SECOND), .tv_nsec = (long)(ns % SECOND) };
}

static struct timespec fiber_time(clockid_t clock)
{
    return timespec_of(carrier->now() + (is_calendar(clock) ? EPOCH * SECOND : 0));
}

uint64_t time_deadline(clockid_t clock, const struct timespec *until)
{
    if (gate_is_live())
        return nanoseconds(until);
    uint64_t ns = nanoseconds(until), begin = is_calendar(clock) ? EPOCH * SECOND : 0;
    return ns > begin ? ns - begin : 0;
}

static bool is_valid(const struct timespec *time)
{
    return time->tv_nsec >= 0 && time->tv_nsec < (long)SECOND;
}

int time_sleep(clockid_t clock, bool absolute, const struct timespec *time, struct timespec *left, uintptr_t place)
{
    if (!is_valid(time))
        return EINVAL;
    ending_if_cancelled(runner_self);
    struct step step = gate_step(ACT_SLEEP, 0, place);
    ending_can_cancel(&step);
    step.value = absolute ? time_deadline(clock, time) : nanoseconds(time) + (runner_self ? carrier->now() : 0);
    if (gate_enter(&step)) {
        int result = clock_nanosleep(clock, absolute ? TIMER_ABSTIME : 0, time, left);
        step.way = WAY_TIMEOUT;
        gate_leave(&step, result);
    }
    if (!gate_is_live() && left && !absolute)
        *left = (struct timespec){ 0 };
    ending_if_cancelled(runner_self);
    return step.result;
}

static int minus_one(int result)
{
    if (result == 0)
        return 0;
    *(gate_is_live() ? &errno : &runner_self->error_number) = result;
    return -1;
}

WRAPPED(unsigned, sleep, unsigned seconds)
{
    struct timespec time = { .tv_sec = (time_t)seconds };
    time_sleep(CLOCK_REALTIME, false, &time, NULL, PLACE);
    return 0;
}

WRAPPED(int, usleep, useconds_t microseconds)
{
    struct timespec time = timespec_of((uint64_t)microseconds * 1000);
    return minus_one(time_sleep(CLOCK_REALTIME, false, &time, NULL, PLACE));
}

WRAPPED(int, nanosleep, const struct timespec *time, struct timespec *left)
{
    return minus_one(time_sleep(CLOCK_REALTIME, false, time, left, PLACE));
}

WRAPPED(int, clock_nanosleep, clockid_t clock, int flags, const struct timespec *time, struct timespec *left)
{
    return time_sleep(clock, flags & TIMER_ABSTIME, time, left, PLACE);
}

WRAPPED(int, clock_gettime, clockid_t clock, struct timespec *time)
{
    if (gate_is_live())
        return clock_gettime(clock, time);
    *time = fiber_time(clock);
    return 0;
}

WRAPPED(int, gettimeofday, struct timeval *time, void *zone)
{
    if (gate_is_live())
        return gettimeofday(time, zone);
    struct timespec now = fiber_time(CLOCK_REALTIME);
    *time = (struct timeval){ .tv_sec = now.tv_sec, .tv_usec = now.tv_nsec / 1000 };
    return 0;
}

WRAPPED(time_t, time, time_t *out)
{
    time_t now = gate_is_live() ? time(NULL) : fiber_time(CLOCK_REALTIME).tv_sec;
    if (out)
        *out = now;
    return now;
}

WRAPPED(clock_t, clock, void)
{
    return gate_is_live() ? clock() : (clock_t)(carrier->now() / 1000);
}

WRAPPED(int, timespec_get, struct timespec *time, int base)
{
    if (gate_is_live())
        return timespec_get(time, base);
    *time = fiber_time(CLOCK_REALTIME);
    return base;
}
