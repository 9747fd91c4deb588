/* ratios.h — what the benches of the kit share: a clock in seconds, and the middle of some numbers. */
#ifndef BENCH_RATIOS_H
#define BENCH_RATIOS_H

#include <stdlib.h>
#include <time.h>

static inline double read_clock(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static inline int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Sorts them. */
static inline double median_of(double *values, size_t count)
{
    qsort(values, count, sizeof *values, by_size);
    return values[count / 2];
}

#endif
