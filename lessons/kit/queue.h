/* queue.h — hands things from thread to thread: Python's queue.Queue,
 * LifoQueue and PriorityQueue, with shutdown as since 3.13.
 *
 *     struct queue jobs;
 *     queue_init(&jobs, QUEUE_FIFO, 0);
 *     queue_put(&jobs, &job);             // a producer
 *     while (queue_get(&jobs, &item) == 0)    // a consumer, until
 *         work(item);                         // shut down and empty
 *
 * Threads: all calls from any thread, but for init and destroy.
 * Memory:  the queue keeps pointers and never looks behind them; what
 *          they point to is yours. The struct is yours too: destroy it
 *          when no thread is inside a call or will call again (shut it
 *          down, then join your threads).
 * Errors:  0, or an errno value:
 *          ESHUTDOWN  the queue is shut down (get: and empty)
 *          EAGAIN     try: it is full, or empty
 *          ETIMEDOUT  timed: it was, for that long
 *          ENOMEM     put: no memory; nothing has been put
 * Limits in time are milliseconds: see waiting.h. */
#ifndef QUEUE_H
#define QUEUE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

enum queue_order { QUEUE_FIFO, QUEUE_LIFO, QUEUE_PRIORITY };

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t not_empty;   /* getters wait here */
    pthread_cond_t not_full;    /* putters wait here */
    pthread_cond_t all_done;    /* who joins waits here */
    /* hold `lock` for these: */
    void **items;               /* a ring, or a heap if by priority */
    size_t room;                /* places in it: 0 or a power of 2 */
    size_t head;                /* the oldest; 0 unless a FIFO */
    size_t count;
    size_t unfinished;          /* put, and not yet task_done */
    bool closed;
    /* fixed once queue_init returns: */
    enum queue_order order;
    size_t maxsize;
    int (*compare)(const void *, const void *);
};

/* At most `maxsize` items at a time; 0: any number. ENOMEM, EAGAIN. */
int queue_init(struct queue *queue, enum queue_order order,
               size_t maxsize);

/* The first to get is the one that compares lowest: compare(a, b) < 0
 * if a comes before b. Equals come in any order. It is called with the
 * queue locked, and must not use the queue. */
int queue_init_priority(struct queue *queue, size_t maxsize,
                        int (*compare)(const void *, const void *));

void queue_destroy(struct queue *queue);    /* forgets what is in it */

int queue_put(struct queue *queue, void *item);     /* waits for room */
int queue_try_put(struct queue *queue, void *item);
int queue_timed_put(struct queue *queue, void *item, long ms);

int queue_get(struct queue *queue, void **item);    /* waits for one */
int queue_try_get(struct queue *queue, void **item);
int queue_timed_get(struct queue *queue, void **item, long ms);

/* After get, when the work on that item is done. EINVAL: more often
 * than put. */
int queue_task_done(struct queue *queue);

/* Returns when all that was put is done. */
void queue_join(struct queue *queue);

/* Nothing can be put any more. What is there can still be got. */
void queue_shutdown(struct queue *queue);

/* Nor got: the queue is emptied, and what was in it counts as done.
 * `drop` is called for each, without the lock; NULL: forget them. */
void queue_shutdown_now(struct queue *queue, void (*drop)(void *));

/* Items at this moment: true when it is measured, and perhaps no more
 * when you read it. */
size_t queue_size(struct queue *queue);

#endif
