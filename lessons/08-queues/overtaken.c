// broken on purpose: the first of two producers announces the end
#include <pthread.h>
#include <stdio.h>

#include "queue.h"

static struct queue queue;
static int number;

static void *produce_and_end(void *unused)
{
    queue_put(&queue, &number);
    queue_put(&queue, NULL);            // @end
    return unused;
}

static void *produce(void *unused)
{
    queue_put(&queue, &number);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    void *item;
    int items = 0;
    queue_init(&queue, QUEUE_FIFO, 0);
    pthread_create(&one, NULL, produce_and_end, NULL);
    pthread_create(&two, NULL, produce, NULL);
    while (queue_get(&queue, &item) == 0 && item)
        items++;
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("%d of 2\n", items);
    queue_destroy(&queue);
    return 0;
}
