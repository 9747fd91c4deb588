/* Shut down at once, while one thread puts into a queue that has room for one and another waits for all to be done: each
 * item is put and dropped, or refused. BROKEN: what is dropped is not counted as done. */
#include <assert.h>
#include <errno.h>
#include <pthread.h>

#include "queue.h"

static struct queue queue;
static int put, dropped;

static void *produce(void *unused)
{
    int error = 0;
    for (int k = 0; k < 2 && !error; k++) {
        error = queue_put(&queue, &put);
        if (!error)
            put++;
    }
    assert(error == 0 || error == ESHUTDOWN);
    return unused;
}

static void drop(void *item)
{
    assert(item == &put);
    dropped++;
}

int main(void)
{
    pthread_t producer;
    assert(queue_init(&queue, QUEUE_FIFO, 1) == 0);
    pthread_create(&producer, NULL, produce, NULL);
#ifdef BROKEN
    void *item;
    if (queue_try_get(&queue, &item) == 0)
        drop(item);
    queue_shutdown(&queue);
#else
    queue_shutdown_now(&queue, drop);
#endif
    queue_join(&queue);
    pthread_join(producer, NULL);
    assert(put == dropped);
    assert(queue_size(&queue) == 0);
    queue_destroy(&queue);
    return 0;
}
