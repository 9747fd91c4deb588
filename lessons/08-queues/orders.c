// The same three numbers out of three kinds of queue.
#include <stdio.h>

#include "queue.h"

static int number[3] = { 2, 3, 1 };

static int compare(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

static void through(struct queue *queue)
{
    void *item;
    for (int k = 0; k < 3; k++)
        queue_put(queue, &number[k]);
    while (queue_try_get(queue, &item) == 0)        // @get
        printf("%d", *(int *)item);
    printf("\n");
    queue_destroy(queue);
}

int main(void)
{
    struct queue queue;
    queue_init(&queue, QUEUE_FIFO, 0);
    through(&queue);
    queue_init(&queue, QUEUE_LIFO, 0);
    through(&queue);
    queue_init_priority(&queue, 0, compare);
    through(&queue);
    return 0;
}
