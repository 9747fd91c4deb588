// Which are prime? A pool of our own: two queues, two workers, and a
// poison pill for each of them.
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <time.h>

#include "numbers.h"
#include "queue.h"

enum { WORKERS = 2 };

struct result {
    uint64_t number;
    bool prime;
    double seconds;
};

static struct queue jobs, results;
static struct result result[NUMBERS];

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void *work(void *unused)
{
    void *job;
    while (queue_get(&jobs, &job) == 0 && job) {    // @pill
        struct result *mine = job;
        double start = now();
        mine->prime = is_prime(mine->number);
        mine->seconds = now() - start;
        queue_put(&results, mine);
    }
    return unused;
}

static void print(const struct result *one)
{
    printf("%16" PRIu64 "  %s  %.3f s\n", one->number,
           one->prime ? "prime" : "     ", one->seconds);
}

int main(void)
{
    pthread_t worker[WORKERS];
    void *next;
    int primes = 0;
    double work_time = 0, start = now();
    queue_init(&jobs, QUEUE_FIFO, 0);
    queue_init(&results, QUEUE_FIFO, 0);
    for (int k = 0; k < NUMBERS; k++) {
        result[k].number = numbers[k];
        queue_put(&jobs, &result[k]);
    }
    for (int k = 0; k < WORKERS; k++) {
        queue_put(&jobs, NULL);                     /* its pill */
        pthread_create(&worker[k], NULL, work, NULL);
    }
    for (int k = 0; k < NUMBERS; k++) {
        queue_get(&results, &next);
        print(next);
        primes += ((struct result *)next)->prime;
        work_time += ((struct result *)next)->seconds;
    }
    for (int k = 0; k < WORKERS; k++)
        pthread_join(worker[k], NULL);
    queue_destroy(&results);
    queue_destroy(&jobs);
    printf("%.2f s of work in %.2f s\n", work_time, now() - start);
    printf("%d of %d are prime\n", primes, NUMBERS);
    return 0;
}
