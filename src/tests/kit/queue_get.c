/* One producer, two consumers, an item for each. Who is woken may find that the other has been quicker. BROKEN: a get that
 * looks once (`if`) before it takes. */
#include <assert.h>
#include <pthread.h>

#include "queue.h"

static struct queue queue;
static int item[2];

#ifdef BROKEN
static int get_with_if(struct queue *q, void **out)
{
    pthread_mutex_lock(&q->lock);
    if (q->count == 0)
        pthread_cond_wait(&q->not_empty, &q->lock);
    assert(q->count > 0);
    *out = q->items[q->head];
    q->head = (q->head + 1) & (q->room - 1);
    q->count--;
    pthread_mutex_unlock(&q->lock);
    return 0;
}
#define queue_get get_with_if
#endif

static void *consume(void *unused)
{
    void *got;
    assert(queue_get(&queue, &got) == 0);
    ++*(int *)got;
    return unused;
}

int main(void)
{
    pthread_t consumer[2];
    assert(queue_init(&queue, QUEUE_FIFO, 0) == 0);
    for (int k = 0; k < 2; k++)
        pthread_create(&consumer[k], NULL, consume, NULL);
    for (int k = 0; k < 2; k++)
        assert(queue_put(&queue, &item[k]) == 0);
    for (int k = 0; k < 2; k++)
        pthread_join(consumer[k], NULL);
    assert(item[0] == 1 && item[1] == 1);
    queue_destroy(&queue);
    return 0;
}
