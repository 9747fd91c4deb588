// broken on purpose: it says "done" before it has done anything
#include <pthread.h>
#include <stdio.h>

#include "queue.h"

static struct queue queue;
static int number[2] = { 3, 4 };

static void *work(void *unused)
{
    void *item;
    while (queue_get(&queue, &item) == 0) {
        queue_task_done(&queue);        // @done
        *(int *)item *= *(int *)item;
    }
    return unused;
}

int main(void)
{
    pthread_t worker;
    queue_init(&queue, QUEUE_FIFO, 0);
    pthread_create(&worker, NULL, work, NULL);
    queue_put(&queue, &number[0]);
    queue_put(&queue, &number[1]);
    queue_join(&queue);                 // @join
    printf("%d\n", number[0] + number[1]);
    queue_shutdown(&queue);
    pthread_join(worker, NULL);
    queue_destroy(&queue);
    return 0;
}
