// A queue of three places: one makes 20 items, two take them.
#include <stdio.h>

#include "loop_sync.h"
#include "task_group.h"

static int produce(void *queue, void **value)
{
    struct loop_queue *self = queue;
    (void)value;
    size_t most = 0;
    for (long k = 1; k <= 20; k++) {
        loop_queue_put(self, (void *)k);        // @put
        if (self->count > most)
            most = self->count;
    }
    loop_queue_join(self);
    loop_queue_shutdown(self);
    printf("\nnever more than %zu in the queue\n", most);
    return 0;
}

static int consume(void *queue, void **value)
{
    struct loop_queue *self = queue;
    (void)value;
    void *item;
    while (loop_queue_get(self, &item) == 0) {  // @get
        printf("%ld ", (long)item);
        loop_sleep(1000);
        loop_queue_task_done(self);
    }
    return 0;
}

static int run(void *unused, void **value)
{
    (void)unused, (void)value;
    struct loop_queue queue = { .maxsize = 3 };
    struct task_group group;
    task_group_begin(&group);
    task_group_start(&group, "producer", produce, &queue, NULL);
    task_group_start(&group, "ann", consume, &queue, NULL);
    task_group_start(&group, "bob", consume, &queue, NULL);
    int error = task_group_end(&group, 0);
    printf("20 items in %ld s\n", loop_time() / 1000);
    loop_queue_destroy(&queue);
    return error;
}

int main(void)
{
    struct loop_options options = { .virtual_time = true };
    return loop_run_with(&options, run, NULL, NULL);
}
