// An item each second, and three consumers that take one each.
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#include "queue.h"

enum { CONSUMERS = 3 };

static struct queue queue;
static const int number[CONSUMERS] = { 1, 2, 3 };

static void *consume(void *own)
{
    void *item;
    queue_get(&queue, &item);           // @wait
    printf("consumer %d has item %d\n", *(const int *)own,
           *(const int *)item);
    sleep(3);                   /* its work takes three seconds */
    return NULL;
}

int main(void)
{
    pthread_t consumer[CONSUMERS];
    queue_init(&queue, QUEUE_FIFO, 0);
    for (int k = 0; k < CONSUMERS; k++)
        pthread_create(&consumer[k], NULL, consume,
                       (void *)&number[k]);
    for (int k = 0; k < CONSUMERS; k++) {
        sleep(1);
        queue_put(&queue, (void *)&number[k]);
    }
    for (int k = 0; k < CONSUMERS; k++)
        pthread_join(consumer[k], NULL);
    queue_destroy(&queue);
    printf("all done\n");
    return 0;
}
