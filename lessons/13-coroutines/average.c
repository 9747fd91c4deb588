// A generator that is sent numbers and answers with their average.
#include <stdio.h>

#include "generator.h"

static struct generator average;

static void *keep_average(struct generator *self, void *unused)
{
    long sum = 0, count = 0, mean = 0;
    void *sent;
    (void)unused;
    while (generator_yield(self, (void *)mean, &sent) == 0) { // @sent
        sum += (long)sent;
        count++;
        mean = sum / count;
    }
    return (void *)count;
}

int main(void)
{
    static const long number[3] = { 10, 20, 60 };
    void *mean;
    generator_init(&average, keep_average, NULL);
    generator_next(&average, &mean);    // up to its first yield
    printf("averages:");
    for (int k = 0; k < 3; k++) {
        generator_send(&average, (void *)number[k], &mean);
        printf(" %ld", (long)mean);
    }
    generator_close(&average);
    printf(" of %ld\n", (long)generator_result(&average));
    generator_destroy(&average);
    return 0;
}
