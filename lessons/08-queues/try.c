// Asks without waiting first; then waits.
#include <errno.h>
#include <pthread.h>
#include <stdio.h>

#include "queue.h"

static struct queue queue;
static int number = 3;

static void *produce(void *unused)
{
    queue_put(&queue, &number);
    return unused;
}

int main(void)
{
    pthread_t producer;
    void *item;
    queue_init(&queue, QUEUE_FIFO, 0);
    pthread_create(&producer, NULL, produce, NULL);
    int error = queue_try_get(&queue, &item);       // @try
    printf("%s\n", error == EAGAIN ? "empty" : "there");
    if (error == EAGAIN)
        queue_get(&queue, &item);
    printf("%d\n", *(int *)item);
    pthread_join(producer, NULL);
    queue_destroy(&queue);
    return 0;
}
