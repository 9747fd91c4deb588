/* Join returns when all work is done, and not when all is taken. BROKEN: the consumer says it is done before it is. */
#include <assert.h>
#include <pthread.h>

#include "queue.h"

static struct queue queue;
static int item[2];

static void *consume(void *unused)
{
    void *got;
    while (queue_get(&queue, &got) == 0) {
#ifdef BROKEN
        queue_task_done(&queue);
        *(int *)got = 1;
#else
        *(int *)got = 1;
        queue_task_done(&queue);
#endif
    }
    return unused;
}

int main(void)
{
    pthread_t consumer;
    assert(queue_init(&queue, QUEUE_LIFO, 0) == 0);
    pthread_create(&consumer, NULL, consume, NULL);
    for (int k = 0; k < 2; k++)
        assert(queue_put(&queue, &item[k]) == 0);
    queue_join(&queue);
    assert(item[0] && item[1]);
    queue_shutdown(&queue);
    pthread_join(consumer, NULL);
    queue_destroy(&queue);
    return 0;
}
