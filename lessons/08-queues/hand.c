// One thread puts two numbers into a queue, main gets them.
#include <pthread.h>
#include <stdio.h>

#include "queue.h"

static struct queue queue;
static int number[2] = { 3, 4 };

static void *produce(void *unused)
{
    queue_put(&queue, &number[0]);      // @put
    queue_put(&queue, &number[1]);
    return unused;
}

int main(void)
{
    pthread_t producer;
    void *first, *second;
    queue_init(&queue, QUEUE_FIFO, 1);
    pthread_create(&producer, NULL, produce, NULL);
    queue_get(&queue, &first);          // @get
    queue_get(&queue, &second);
    pthread_join(producer, NULL);
    printf("%d, then %d\n", *(int *)first, *(int *)second);
    queue_destroy(&queue);
    return 0;
}
