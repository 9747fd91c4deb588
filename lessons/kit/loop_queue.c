/* loop_queue.c — a queue between tasks: see loop_sync.h. Who is woken
 * looks again: someone who came by may have been faster. */
#include "loop_sync.h"

#include <errno.h>
#include <stdlib.h>

#include "threadlab.h"

enum { FIRST_ROOM = 8 };

/* ---- where things lie ---- */

static void **place(const struct loop_queue *queue, size_t k)
{
    return &queue->items[(queue->head + k) % queue->room];
}

/* Twice the room, the oldest first in it. */
static int grow(struct loop_queue *queue)
{
    size_t room = queue->room ? 2 * queue->room : FIRST_ROOM;
    void **items = malloc(room * sizeof *items);
    if (!items)
        return ENOMEM;
    for (size_t k = 0; k < queue->count; k++)
        items[k] = *place(queue, k);
    free(queue->items);
    queue->items = items;
    queue->room = room;
    queue->head = 0;
    return 0;
}

static bool is_full(const struct loop_queue *queue)
{
    return queue->maxsize > 0 && queue->count >= queue->maxsize;
}

/* ---- the order ---- */

static bool is_before(const struct loop_queue *queue, size_t a,
                      size_t b)
{
    return queue->compare(queue->items[a], queue->items[b]) < 0;
}

static void swap(const struct loop_queue *queue, size_t a, size_t b)
{
    void *item = queue->items[a];
    queue->items[a] = queue->items[b];
    queue->items[b] = item;
}

/* In a heap, each item comes before its two children, 2k+1 and 2k+2. */
static void rise(const struct loop_queue *queue, size_t k)
{
    while (k > 0 && is_before(queue, k, (k - 1) / 2)) {
        swap(queue, k, (k - 1) / 2);
        k = (k - 1) / 2;
    }
}

static void sink(const struct loop_queue *queue)
{
    size_t k = 0, child;
    while ((child = 2 * k + 1) < queue->count) {
        if (child + 1 < queue->count
            && is_before(queue, child + 1, child))
            child++;
        if (!is_before(queue, child, k))
            return;
        swap(queue, k, child);
        k = child;
    }
}

static void add(struct loop_queue *queue, void *item)
{
    *place(queue, queue->count++) = item;
    if (queue->order == QUEUE_PRIORITY)
        rise(queue, queue->count - 1);
}

static void *take(struct loop_queue *queue)
{
    void *item = *place(queue, 0);
    queue->count--;
    if (queue->order == QUEUE_LIFO) {
        item = *place(queue, queue->count);
    } else if (queue->order == QUEUE_PRIORITY) {
        queue->items[0] = queue->items[queue->count];
        sink(queue);
    } else {
        queue->head = (queue->head + 1) % queue->room;
    }
    return item;
}

/* ---- put and get ---- */

int loop_queue_try_put(struct loop_queue *queue, void *item)
{
    lab_watch(queue, sizeof *queue, "loop_queue");
    if (queue->closed)
        return ESHUTDOWN;
    if (is_full(queue))
        return EAGAIN;
    int error = queue->count == queue->room ? grow(queue) : 0;
    if (error)
        return error;
    add(queue, item);
    queue->unfinished++;
    task_line_next(&queue->getters);
    return 0;
}

int loop_queue_try_get(struct loop_queue *queue, void **item)
{
    lab_watch(queue, sizeof *queue, "loop_queue");
    if (queue->count == 0)
        return queue->closed ? ESHUTDOWN : EAGAIN;
    *item = take(queue);
    task_line_next(&queue->putters);
    return 0;
}

/* One who was woken and then cancelled leaves the place, or the item,
 * to the next in line. */
static int wait_in(struct task_line *line, const char *what)
{
    int error = task_line_wait(line, what);
    if (error)
        task_line_next(line);
    return error;
}

int loop_queue_put(struct loop_queue *queue, void *item)
{
    int error;
    while ((error = loop_queue_try_put(queue, item)) == EAGAIN) {
        error = wait_in(&queue->putters, "room in a queue");
        if (error)
            return error;
    }
    return error;
}

int loop_queue_get(struct loop_queue *queue, void **item)
{
    int error;
    while ((error = loop_queue_try_get(queue, item)) == EAGAIN) {
        error = wait_in(&queue->getters, "queue");
        if (error)
            return error;
    }
    return error;
}

/* ---- all done, and the end ---- */

static void wake_all(struct task_line *line)
{
    while (task_line_next(line))
        ;
}

int loop_queue_task_done(struct loop_queue *queue)
{
    if (queue->unfinished == 0)
        return EINVAL;
    if (--queue->unfinished == 0)
        wake_all(&queue->joiners);
    return 0;
}

int loop_queue_join(struct loop_queue *queue)
{
    if (queue->unfinished == 0)
        return 0;
    return task_line_wait(&queue->joiners, "all of a queue");
}

void loop_queue_shutdown(struct loop_queue *queue)
{
    queue->closed = true;
    wake_all(&queue->getters);
    wake_all(&queue->putters);
}

void loop_queue_shutdown_now(struct loop_queue *queue,
                             void (*drop)(void *))
{
    void *item;
    loop_queue_shutdown(queue);
    while (loop_queue_try_get(queue, &item) == 0) {
        if (drop)
            drop(item);
        loop_queue_task_done(queue);
    }
}

void loop_queue_destroy(struct loop_queue *queue)
{
    lab_unwatch(queue, sizeof *queue);
    free(queue->items);
    queue->items = NULL;
    queue->room = queue->head = queue->count = 0;
}
