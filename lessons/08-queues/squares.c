// The squares of 0 to 99, by four workers and a queue of jobs.
#include <pthread.h>
#include <stdio.h>

#include "queue.h"

enum { WORKERS = 4, JOBS = 100 };

struct worker {
    pthread_t thread;
    int squares;                /* how many it has made */
};

static struct queue jobs;

static void *work(void *own)
{
    struct worker *worker = own;
    void *job;
    while (queue_get(&jobs, &job) == 0) {           // @work
        int *number = job;
        *number *= *number;
        worker->squares++;
    }
    return NULL;
}

int main(void)
{
    struct worker worker[WORKERS] = { 0 };
    int number[JOBS], sum = 0;
    queue_init(&jobs, QUEUE_FIFO, 0);
    for (int k = 0; k < WORKERS; k++)
        pthread_create(&worker[k].thread, NULL, work, &worker[k]);
    for (int k = 0; k < JOBS; k++) {
        number[k] = k;
        queue_put(&jobs, &number[k]);
    }
    queue_shutdown(&jobs);
    for (int k = 0; k < WORKERS; k++) {
        pthread_join(worker[k].thread, NULL);
        printf("%d ", worker[k].squares);
    }
    printf("squares by the four\n");
    for (int k = 0; k < JOBS; k++)
        sum += number[k];
    printf("their sum is %d\n", sum);
    queue_destroy(&jobs);
    return 0;
}
