/* statistics.c — medians and quartiles; see statistics.h. */
#include "measure/statistics.h"

#include <assert.h>
#include <stdlib.h>

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

double statistics_quantile(const double *sorted, size_t count, double part)
{
    assert(part >= 0 && part <= 1);
    if (count == 0)
        return 0;
    double at = part * (double)(count - 1);
    size_t below = (size_t)at;
    if (below + 1 >= count)
        return sorted[count - 1];
    return sorted[below] + (at - (double)below) * (sorted[below + 1] - sorted[below]);
}

struct statistics statistics_of(double *numbers, size_t count)
{
    if (count == 0)
        return (struct statistics){ 0 };
    qsort(numbers, count, sizeof *numbers, compare);
    return (struct statistics){
        .median = statistics_quantile(numbers, count, 0.5),
        .low = statistics_quantile(numbers, count, 0.25),
        .high = statistics_quantile(numbers, count, 0.75),
        .best = numbers[0],
        .worst = numbers[count - 1],
    };
}
