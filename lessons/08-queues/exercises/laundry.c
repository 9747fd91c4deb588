// Exercise: the basket is empty, so the washing is done. Is it?
#include <pthread.h>
#include <stdio.h>

#include "queue.h"

struct machine {
    struct queue basket;
    int washed;                 /* shirts */
};

static struct machine machine;
static int shirt[2] = { 1, 1 };

static void *wash(void *unused)
{
    void *item;
    while (queue_get(&machine.basket, &item) == 0)
        machine.washed += *(int *)item;
    return unused;
}

int main(void)
{
    pthread_t washer;
    queue_init(&machine.basket, QUEUE_FIFO, 0);
    pthread_create(&washer, NULL, wash, NULL);
    queue_put(&machine.basket, &shirt[0]);
    queue_put(&machine.basket, &shirt[1]);
    if (queue_size(&machine.basket) == 0)
        printf("empty, and ");
    printf("%d washed\n", machine.washed);
    queue_shutdown(&machine.basket);
    pthread_join(washer, NULL);
    queue_destroy(&machine.basket);
    return 0;
}
