// Workers that live as long as the queue: jobs go in, squares come out.
#include <pthread.h>
#include <stdio.h>

#include "queue.h"

enum { WORKERS = 2, JOBS = 2 };

static struct queue jobs;

static void *work(void *unused)
{
    void *job;
    while (queue_get(&jobs, &job) == 0) {           // @work
        int *number = job;
        *number *= *number;
    }
    return unused;
}

int main(void)
{
    pthread_t worker[WORKERS];
    int number[JOBS] = { 3, 4 };
    queue_init(&jobs, QUEUE_FIFO, 0);
    for (int k = 0; k < WORKERS; k++)
        pthread_create(&worker[k], NULL, work, NULL);
    for (int k = 0; k < JOBS; k++)
        queue_put(&jobs, &number[k]);
    queue_shutdown(&jobs);
    for (int k = 0; k < WORKERS; k++)
        pthread_join(worker[k], NULL);
    printf("%d and %d\n", number[0], number[1]);
    queue_destroy(&jobs);
    return 0;
}
