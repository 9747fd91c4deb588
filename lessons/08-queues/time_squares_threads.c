// Twenty times: four threads and a queue square the numbers 0 to 99.
#include <pthread.h>
#include <stdio.h>

#include "queue.h"

enum { TIMES = 20, WORKERS = 4, JOBS = 100 };

static struct queue jobs;

static void *work(void *unused)
{
    void *job;
    while (queue_get(&jobs, &job) == 0)
        *(int *)job *= *(int *)job;
    return unused;
}

static int squares(void)
{
    pthread_t worker[WORKERS];
    int number[JOBS], sum = 0;
    queue_init(&jobs, QUEUE_FIFO, 0);
    for (int k = 0; k < WORKERS; k++)
        pthread_create(&worker[k], NULL, work, NULL);
    for (int k = 0; k < JOBS; k++) {
        number[k] = k;
        queue_put(&jobs, &number[k]);
    }
    queue_shutdown(&jobs);
    for (int k = 0; k < WORKERS; k++)
        pthread_join(worker[k], NULL);
    queue_destroy(&jobs);
    for (int k = 0; k < JOBS; k++)
        sum += number[k];
    return sum;
}

int main(void)
{
    int sum = 0;
    for (int k = 0; k < TIMES; k++)
        sum = squares();
    printf("%d\n", sum);
    return 0;
}
