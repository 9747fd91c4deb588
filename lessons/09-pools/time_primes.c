// The twenty numbers: one after the other (0), or by N workers.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "numbers.h"
#include "queue.h"

enum { MOST = 64 };

static struct queue jobs, results;

static void *work(void *unused)
{
    void *job;
    while (queue_get(&jobs, &job) == 0 && job)
        queue_put(&results, is_prime(*(const uint64_t *)job) ? job : NULL);
    return unused;
}

static int by_workers(int workers)
{
    pthread_t worker[MOST];
    void *prime;
    int primes = 0;
    queue_init(&jobs, QUEUE_FIFO, 0);
    queue_init(&results, QUEUE_FIFO, 0);
    for (int k = 0; k < workers; k++)
        pthread_create(&worker[k], NULL, work, NULL);
    for (int k = NUMBERS - 1; k >= 0; k--)      /* the largest first */
        queue_put(&jobs, (void *)&numbers[k]);
    for (int k = 0; k < workers; k++)
        queue_put(&jobs, NULL);
    for (int k = 0; k < NUMBERS; k++) {
        queue_get(&results, &prime);
        primes += prime != NULL;
    }
    for (int k = 0; k < workers; k++)
        pthread_join(worker[k], NULL);
    queue_destroy(&results);
    queue_destroy(&jobs);
    return primes;
}

static int one_after_the_other(void)
{
    int primes = 0;
    for (int k = 0; k < NUMBERS; k++)
        primes += is_prime(numbers[k]);
    return primes;
}

int main(int count, char **arguments)
{
    int workers = count > 1 ? atoi(arguments[1]) : 0;
    if (workers < 0 || workers > MOST)
        return 1;
    printf("%d\n", workers ? by_workers(workers)
                           : one_after_the_other());
    return 0;
}
