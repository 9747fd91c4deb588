/* clock.h — what time it is, for waiting and for budgets: CLOCK_MONOTONIC in nanoseconds (clock_gettime(2)).
 * Threads: any. Errors: none. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>
#include <time.h>

static inline uint64_t clock_monotonic(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

#endif
