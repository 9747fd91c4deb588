/* queue.c — see queue.h. One lock, and a condition for each reason to
 * wait. Every wake-up happens with the lock held: once it is given
 * back, another thread may have destroyed the queue. */
#include "queue.h"

#include <stdint.h>
#include <stdlib.h>

#include "scoped_lock.h"
#include "waiting.h"

/* ---- the items; the caller holds the lock ---- */

/* The place of the k-th item, counted from the head. */
static void **place(const struct queue *queue, size_t k)
{
    return &queue->items[(queue->head + k) & (queue->room - 1)];
}

/* Twice the room, or the first; what there is moves to its start. */
static bool grow(struct queue *queue)
{
    size_t room = queue->room ? queue->room * 2 : 8;
    if (room > SIZE_MAX / sizeof *queue->items)
        return false;
    void **items = malloc(room * sizeof *items);
    if (!items)
        return false;
    for (size_t k = 0; k < queue->count; k++)
        items[k] = *place(queue, k);
    free(queue->items);
    queue->items = items;
    queue->room = room;
    queue->head = 0;
    return true;
}

/* In a heap, each item comes before its two children, 2k+1 and 2k+2:
 * so the first of all stands at 0. */
static bool before(const struct queue *queue, size_t a, size_t b)
{
    return queue->compare(queue->items[a], queue->items[b]) < 0;
}

static void swap(struct queue *queue, size_t a, size_t b)
{
    void *item = queue->items[a];
    queue->items[a] = queue->items[b];
    queue->items[b] = item;
}

static void rise(struct queue *queue, size_t k)
{
    while (k > 0 && before(queue, k, (k - 1) / 2)) {
        swap(queue, k, (k - 1) / 2);
        k = (k - 1) / 2;
    }
}

static void sink(struct queue *queue)
{
    size_t k = 0, child;
    while ((child = 2 * k + 1) < queue->count) {
        if (child + 1 < queue->count && before(queue, child + 1, child))
            child++;
        if (!before(queue, child, k))
            return;
        swap(queue, k, child);
        k = child;
    }
}

static void add(struct queue *queue, void *item)
{
    *place(queue, queue->count++) = item;
    if (queue->order == QUEUE_PRIORITY)
        rise(queue, queue->count - 1);
}

static void *take(struct queue *queue)
{
    void *item = *place(queue, 0);
    queue->count--;
    switch (queue->order) {
    case QUEUE_FIFO:
        queue->head = (queue->head + 1) & (queue->room - 1);
        break;
    case QUEUE_LIFO:
        item = *place(queue, queue->count);
        break;
    case QUEUE_PRIORITY:
        queue->items[0] = queue->items[queue->count];
        sink(queue);
        break;
    }
    return item;
}

static bool is_full(const struct queue *queue)
{
    return queue->maxsize > 0 && queue->count >= queue->maxsize;
}

/* ---- beginning and end ---- */

static int init_conditions(struct queue *queue)
{
    int error = waiting_init(&queue->lock, &queue->not_empty);
    if (error)
        return error;
    error = waiting_condition(&queue->not_full);
    if (!error) {
        error = waiting_condition(&queue->all_done);
        if (!error)
            return 0;
        pthread_cond_destroy(&queue->not_full);
    }
    waiting_destroy(&queue->lock, &queue->not_empty);
    return error;
}

static int init(struct queue *queue, enum queue_order order,
                size_t maxsize,
                int (*compare)(const void *, const void *))
{
    queue->items = NULL;
    queue->room = queue->head = queue->count = 0;
    queue->unfinished = 0;
    queue->closed = false;
    queue->order = order;
    queue->maxsize = maxsize;
    queue->compare = compare;
    return init_conditions(queue);
}

int queue_init(struct queue *queue, enum queue_order order,
               size_t maxsize)
{
    if (order != QUEUE_FIFO && order != QUEUE_LIFO)
        return EINVAL;
    return init(queue, order, maxsize, NULL);
}

int queue_init_priority(struct queue *queue, size_t maxsize,
                        int (*compare)(const void *, const void *))
{
    if (!compare)
        return EINVAL;
    return init(queue, QUEUE_PRIORITY, maxsize, compare);
}

void queue_destroy(struct queue *queue)
{
    free(queue->items);
    pthread_cond_destroy(&queue->all_done);
    pthread_cond_destroy(&queue->not_full);
    waiting_destroy(&queue->lock, &queue->not_empty);
}

/* ---- put and get ---- */

int queue_timed_put(struct queue *queue, void *item, long ms)
{
    struct deadline deadline = deadline_in(ms);
    int late = 0;
    SCOPED_LOCK(&queue->lock);
    while (!queue->closed && is_full(queue)) {
        if (late)
            return late;
        late = wait_until(&queue->not_full, &queue->lock, &deadline);
    }
    if (queue->closed)
        return ESHUTDOWN;
    if (queue->count == queue->room && !grow(queue)) {
        /* who was woken and cannot use it wakes the next */
        pthread_cond_signal(&queue->not_full);
        return ENOMEM;
    }
    add(queue, item);
    queue->unfinished++;
    pthread_cond_signal(&queue->not_empty);
    return 0;
}

int queue_put(struct queue *queue, void *item)
{
    return queue_timed_put(queue, item, WAIT_FOREVER);
}

int queue_try_put(struct queue *queue, void *item)
{
    int error = queue_timed_put(queue, item, 0);
    return error == ETIMEDOUT ? EAGAIN : error;
}

/* Between being woken and having the lock, another thread may have
 * come by and taken the item: hence `while`, and not `if`. */
int queue_timed_get(struct queue *queue, void **item, long ms)
{
    struct deadline deadline = deadline_in(ms);
    int late = 0;
    SCOPED_LOCK(&queue->lock);
    while (queue->count == 0) {
        if (queue->closed)
            return ESHUTDOWN;
        if (late)
            return late;
        late = wait_until(&queue->not_empty, &queue->lock, &deadline);
    }
    *item = take(queue);
    if (queue->maxsize > 0)
        pthread_cond_signal(&queue->not_full);
    return 0;
}

int queue_get(struct queue *queue, void **item)
{
    return queue_timed_get(queue, item, WAIT_FOREVER);
}

int queue_try_get(struct queue *queue, void **item)
{
    int error = queue_timed_get(queue, item, 0);
    return error == ETIMEDOUT ? EAGAIN : error;
}

size_t queue_size(struct queue *queue)
{
    SCOPED_LOCK(&queue->lock);
    return queue->count;
}

/* ---- all of it done ---- */

int queue_task_done(struct queue *queue)
{
    SCOPED_LOCK(&queue->lock);
    if (queue->unfinished == 0)
        return EINVAL;
    if (--queue->unfinished == 0)
        pthread_cond_broadcast(&queue->all_done);
    return 0;
}

void queue_join(struct queue *queue)
{
    SCOPED_LOCK(&queue->lock);
    while (queue->unfinished > 0)
        pthread_cond_wait(&queue->all_done, &queue->lock);
}

/* ---- shutdown ---- */

/* The caller holds the lock. */
static void close_queue(struct queue *queue)
{
    queue->closed = true;
    pthread_cond_broadcast(&queue->not_empty);
    pthread_cond_broadcast(&queue->not_full);
}

void queue_shutdown(struct queue *queue)
{
    SCOPED_LOCK(&queue->lock);
    close_queue(queue);
}

/* Closed and empty in one step; `rest` is what was in it. */
static void close_and_empty(struct queue *queue, struct queue *rest)
{
    SCOPED_LOCK(&queue->lock);
    close_queue(queue);
    rest->items = queue->items;
    rest->room = queue->room;
    rest->head = queue->head;
    rest->count = queue->count;
    queue->items = NULL;
    queue->room = queue->head = queue->count = 0;
}

void queue_shutdown_now(struct queue *queue, void (*drop)(void *))
{
    struct queue rest;
    close_and_empty(queue, &rest);
    for (size_t k = 0; k < rest.count; k++) {
        if (drop)
            drop(*place(&rest, k));
        queue_task_done(queue);
    }
    free(rest.items);
}
