/* Room for one: two producers wait for it, main gets. BROKEN: a get that does not tell those who wait for room. */
#include <assert.h>
#include <pthread.h>

#include "queue.h"

static struct queue queue;
static int item[2];

#ifdef BROKEN
static int get_and_tell_nobody(struct queue *q, void **out)
{
    pthread_mutex_lock(&q->lock);
    while (q->count == 0)
        pthread_cond_wait(&q->not_empty, &q->lock);
    *out = q->items[q->head];
    q->head = (q->head + 1) & (q->room - 1);
    q->count--;
    pthread_mutex_unlock(&q->lock);
    return 0;
}
#define queue_get get_and_tell_nobody
#endif

static void *produce(void *mine)
{
    assert(queue_put(&queue, mine) == 0);
    return NULL;
}

int main(void)
{
    pthread_t producer[2];
    void *got;
    assert(queue_init(&queue, QUEUE_FIFO, 1) == 0);
    for (int k = 0; k < 2; k++)
        pthread_create(&producer[k], NULL, produce, &item[k]);
    for (int k = 0; k < 2; k++) {
        assert(queue_get(&queue, &got) == 0);
        ++*(int *)got;
    }
    for (int k = 0; k < 2; k++)
        pthread_join(producer[k], NULL);
    assert(item[0] == 1 && item[1] == 1);
    queue_destroy(&queue);
    return 0;
}
