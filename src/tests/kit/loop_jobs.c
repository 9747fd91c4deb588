/* A queue with room for two, a producer and two consumers, and its end. BROKEN: nobody says when an item is done, and who joins
 * waits for ever. */
#include <assert.h>
#include <errno.h>

#include "loop_sync.h"

enum { ITEMS = 5 };

static struct loop_queue queue = { .maxsize = 2 };
static long sum;

static int consume(void *argument, void **value)
{
    void *item;
    (void)argument;
    (void)value;
    while (loop_queue_get(&queue, &item) == 0) {
        loop_sleep(1);
        sum += (long)item;
#ifndef BROKEN
        loop_queue_task_done(&queue);
#endif
    }
    return 0;
}

static int produce(void *argument, void **value)
{
    struct task *consumers[2];
    (void)argument;
    for (int k = 0; k < 2; k++)
        assert(task_create(&consumers[k], "consumer", consume, NULL) == 0);
    for (long k = 1; k <= ITEMS; k++)
        assert(loop_queue_put(&queue, (void *)k) == 0 && queue.count <= 2);
    assert(loop_queue_join(&queue) == 0);
    loop_queue_shutdown(&queue);
    for (int k = 0; k < 2; k++) {
        assert(task_await(consumers[k], value) == 0);
        task_release(consumers[k]);
    }
    return 0;
}

int main(void)
{
    assert(loop_run(produce, NULL, NULL) == 0);
    assert(sum == ITEMS * (ITEMS + 1) / 2);
    loop_queue_destroy(&queue);
    return 0;
}
