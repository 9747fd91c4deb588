/* statistics.h — what a row of numbers says: its middle, the spread of its middle half, its ends. No assumption about
 * how the numbers are distributed: timings have one long tail, so means and deviations would mislead.
 * Threads: any. Memory: the caller's; statistics_of sorts the numbers in place. */
#ifndef MEASURE_STATISTICS_H
#define MEASURE_STATISTICS_H

#include <stddef.h>

struct statistics {
    double median, low, high;       /* low and high: the lower and the upper quartile */
    double best, worst;
};

/* Of no numbers, everything is 0. */
struct statistics statistics_of(double *numbers, size_t count);

/* The value below which `part` (0 … 1) of the sorted numbers lie, between two neighbours by straight line
 * (definition 7 of Hyndman and Fan, the one that R and Python's `inclusive` use). */
double statistics_quantile(const double *sorted, size_t count, double part);

#endif
