/* Two producers, then one consumer: the lowest comes first, whatever the order of arrival. BROKEN: a FIFO. */
#include <assert.h>
#include <pthread.h>

#include "queue.h"

static struct queue queue;
static int item[3] = { 1, 2, 3 };

static int by_number(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

static void *produce(void *mine)
{
    assert(queue_put(&queue, mine) == 0);
    return NULL;
}

int main(void)
{
    pthread_t producer[2];
    void *got;
#ifdef BROKEN
    (void)by_number;
    assert(queue_init(&queue, QUEUE_FIFO, 0) == 0);
#else
    assert(queue_init_priority(&queue, 0, by_number) == 0);
#endif
    for (int k = 0; k < 2; k++)
        pthread_create(&producer[k], NULL, produce, &item[k]);
    assert(queue_put(&queue, &item[2]) == 0);
    for (int k = 0; k < 2; k++)
        pthread_join(producer[k], NULL);
    for (int k = 0; k < 3; k++) {
        assert(queue_get(&queue, &got) == 0);
        assert(got == &item[k]);
    }
    queue_destroy(&queue);
    return 0;
}
