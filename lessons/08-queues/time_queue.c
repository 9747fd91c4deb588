// Numbers through a queue with so many places (0: any number of them).
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "queue.h"

enum { ITEMS = 50000 };

static struct queue queue;
static int item = 1;

static void *produce(void *unused)
{
    for (int k = 0; k < ITEMS; k++)
        queue_put(&queue, &item);
    return unused;
}

int main(int count, char **arguments)
{
    pthread_t producer;
    void *got;
    int sum = 0;
    size_t places = count > 1 ? (size_t)atoi(arguments[1]) : 0;
    queue_init(&queue, QUEUE_FIFO, places);
    pthread_create(&producer, NULL, produce, NULL);
    for (int k = 0; k < ITEMS; k++) {
        queue_get(&queue, &got);
        sum += *(int *)got;
    }
    pthread_join(producer, NULL);
    queue_destroy(&queue);
    printf("%d\n", sum);
    return 0;
}
