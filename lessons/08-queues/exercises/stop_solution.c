// One NULL for each worker: each takes one, and ends.
#include <pthread.h>
#include <stdio.h>

#include "queue.h"

static struct queue jobs;
static int number = 5;

static void *work(void *unused)
{
    void *job;
    while (queue_get(&jobs, &job) == 0 && job)
        *(int *)job *= *(int *)job;
    return unused;
}

int main(void)
{
    pthread_t one, two;
    queue_init(&jobs, QUEUE_FIFO, 0);
    pthread_create(&one, NULL, work, NULL);
    pthread_create(&two, NULL, work, NULL);
    queue_put(&jobs, &number);
    queue_put(&jobs, NULL);
    queue_put(&jobs, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("%d\n", number);
    queue_destroy(&jobs);
    return 0;
}
