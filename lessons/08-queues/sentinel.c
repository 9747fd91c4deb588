// The end travels through the queue: one NULL for each worker.
#include <pthread.h>
#include <stdio.h>

#include "queue.h"

enum { WORKERS = 2 };

static struct queue queue;
static int number = 3;

static void *work(void *unused)
{
    void *item;
    while (queue_get(&queue, &item) == 0 && item)   // @end
        *(int *)item *= *(int *)item;
    return unused;
}

int main(void)
{
    pthread_t worker[WORKERS];
    queue_init(&queue, QUEUE_FIFO, 0);
    for (int k = 0; k < WORKERS; k++)
        pthread_create(&worker[k], NULL, work, NULL);
    queue_put(&queue, &number);
    for (int k = 0; k < WORKERS; k++)
        queue_put(&queue, NULL);
    for (int k = 0; k < WORKERS; k++)
        pthread_join(worker[k], NULL);
    printf("%d\n", number);
    queue_destroy(&queue);
    return 0;
}
