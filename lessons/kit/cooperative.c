/* cooperative.c — see cooperative.h: the calls that sleep. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "cooperative.h"

#include <errno.h>
#include <limits.h>
#include <time.h>
#include <unistd.h>

#include "cooperative_next.h"
#include "task.h"

enum { MS_PER_S = 1000, US_PER_MS = 1000, NS_PER_MS = 1000000 };

unsigned TAKEN(sleep)(unsigned seconds);
int TAKEN(usleep)(useconds_t microseconds);
int TAKEN(nanosleep)(const struct timespec *time,
                     struct timespec *left);

/* Those who do not fit into a long sleep for ever. */
static long ms_of(time_t seconds, long nanoseconds)
{
    if (seconds > LONG_MAX / MS_PER_S - 1)
        return -1;
    return (long)seconds * MS_PER_S
         + (nanoseconds + NS_PER_MS - 1) / NS_PER_MS;
}

unsigned TAKEN(sleep)(unsigned seconds)
{
    if (!task_current())
        return NEXT(sleep)(seconds);
    long ms = ms_of(seconds, 0), began = loop_time();
    int error = loop_sleep(ms);
    if (!error)
        return 0;
    long left = left_of(ms, began);
    errno = error;
    return (unsigned)((left + MS_PER_S - 1) / MS_PER_S);
}

int TAKEN(usleep)(useconds_t microseconds)
{
    if (!task_current())
        return NEXT(usleep)(microseconds);
    int error = loop_sleep(((long)microseconds + US_PER_MS - 1)
                           / US_PER_MS);
    if (error)
        errno = error;
    return error ? -1 : 0;
}

int TAKEN(nanosleep)(const struct timespec *time, struct timespec *left)
{
    bool valid = time->tv_sec >= 0 && time->tv_nsec >= 0
              && time->tv_nsec < MS_PER_S * (long)NS_PER_MS;
    if (!valid || !task_current())
        return NEXT(nanosleep)(time, left);
    long ms = ms_of(time->tv_sec, time->tv_nsec), began = loop_time();
    int error = loop_sleep(ms);
    if (!error)
        return 0;
    ms = left_of(ms, began);
    if (left)
        *left = (struct timespec){ ms / MS_PER_S,
                                   ms % MS_PER_S * NS_PER_MS };
    errno = error;
    return -1;
}
