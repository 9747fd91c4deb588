/* Two consumers, one item, and a shutdown: one gets it, and both are told. BROKEN: a shutdown that wakes only one. */
#include <assert.h>
#include <errno.h>
#include <pthread.h>

#include "queue.h"

static struct queue queue;
static int item;

static void *consume(void *unused)
{
    void *got;
    int error;
    while ((error = queue_get(&queue, &got)) == 0)
        ++*(int *)got;
    assert(error == ESHUTDOWN);
    return unused;
}

static void shut_down(void)
{
#ifdef BROKEN
    pthread_mutex_lock(&queue.lock);
    queue.closed = 1;
    pthread_cond_signal(&queue.not_empty);
    pthread_mutex_unlock(&queue.lock);
#else
    queue_shutdown(&queue);
#endif
}

int main(void)
{
    pthread_t consumer[2];
    assert(queue_init(&queue, QUEUE_FIFO, 0) == 0);
    for (int k = 0; k < 2; k++)
        pthread_create(&consumer[k], NULL, consume, NULL);
    assert(queue_put(&queue, &item) == 0);
    shut_down();
    assert(queue_put(&queue, &item) == ESHUTDOWN);
    for (int k = 0; k < 2; k++)
        pthread_join(consumer[k], NULL);
    assert(item == 1);
    queue_destroy(&queue);
    return 0;
}
