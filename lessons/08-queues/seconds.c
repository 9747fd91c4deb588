// One producer, an item each second; three consumers share them.
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#include "queue.h"

enum { ITEMS = 3, CONSUMERS = 3 };

static struct queue queue;
static const int number[ITEMS] = { 1, 2, 3 };

static void *consume(void *own)
{
    void *item;
    while (queue_get(&queue, &item) == 0) {     // @wait
        printf("consumer %d has item %d\n", *(const int *)own,
               *(const int *)item);
        sleep(2);               /* its work takes two seconds */
    }
    return NULL;
}

int main(void)
{
    pthread_t consumer[CONSUMERS];
    queue_init(&queue, QUEUE_FIFO, 0);
    for (int k = 0; k < CONSUMERS; k++)
        pthread_create(&consumer[k], NULL, consume,
                       (void *)&number[k]);
    for (int k = 0; k < ITEMS; k++) {
        sleep(1);
        queue_put(&queue, (void *)&number[k]);
    }
    queue_shutdown(&queue);
    for (int k = 0; k < CONSUMERS; k++)
        pthread_join(consumer[k], NULL);
    queue_destroy(&queue);
    printf("all done\n");
    return 0;
}
