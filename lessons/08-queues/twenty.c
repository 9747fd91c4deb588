// Twenty items through a queue with three places; nobody is told to
// wait, and yet the fast producer goes at the pace of the consumer.
#include <pthread.h>
#include <stdio.h>
#include <time.h>

#include "queue.h"

enum { ITEMS = 20, PLACES = 3 };

static struct queue queue;
static int item[ITEMS];

static void *produce(void *unused)
{
    for (int k = 0; k < ITEMS; k++) {
        item[k] = k;
        queue_put(&queue, &item[k]);    // @put
        printf("put %2d   %zu in the queue\n", k, queue_size(&queue));
    }
    return unused;
}

int main(void)
{
    pthread_t producer;
    struct timespec pause = { .tv_nsec = 50000000 };
    void *got;
    queue_init(&queue, QUEUE_FIFO, PLACES);
    pthread_create(&producer, NULL, produce, NULL);
    for (int k = 0; k < ITEMS; k++) {
        nanosleep(&pause, NULL);
        queue_get(&queue, &got);
        printf("          got %2d\n", *(int *)got);
    }
    pthread_join(producer, NULL);
    queue_destroy(&queue);
    printf("all through\n");
    return 0;
}
