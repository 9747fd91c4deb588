// Full, empty, and for how long to wait: each answer is a number.
#include <errno.h>
#include <stdio.h>

#include "queue.h"

static struct queue queue;
static int number = 3;

static void say(const char *what, int error)
{
    printf("%s: %s\n", what, error == 0 ? "done"
           : error == EAGAIN ? "not now" : "not within a second");
}

int main(void)
{
    void *item;
    queue_init(&queue, QUEUE_FIFO, 1);
    say("put", queue_put(&queue, &number));
    say("put into a full one", queue_try_put(&queue, &number));
    say("wait for room",                // @timed
        queue_timed_put(&queue, &number, 1000));
    say("get", queue_get(&queue, &item));
    say("get from an empty one", queue_try_get(&queue, &item));
    say("wait for an item",
        queue_timed_get(&queue, &item, 1000));
    queue_destroy(&queue);
    return 0;
}
