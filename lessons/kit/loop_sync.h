/* loop_sync.h — for tasks to wait for each other: Python's
 * asyncio.Event, Lock, Condition, Semaphore and Queue.
 *
 *     struct loop_lock lock = { 0 };
 *     int error = loop_lock_acquire(&lock);
 *     if (error)
 *         return error;           // cancelled; it is not mine
 *     ...                         // other tasks run, but not in here
 *     loop_lock_release(&lock);
 *
 * What needs no wait between tasks needs no lock either: nobody else
 * runs in the middle of `count++`. A lock is for what has a wait in it.
 *
 * Threads: all within one loop's thread: what these are made of is a
 *          line of tasks and no mutex.
 * Memory:  the structs are yours; all zero is a good beginning. They
 *          must stay while tasks wait. Only a queue has an end.
 * Errors:  0, or an errno value. All that waits: ECANCELED, and then
 *          nothing has been taken; EPERM, not a task. */
#ifndef LOOP_SYNC_H
#define LOOP_SYNC_H

#include <stdbool.h>
#include <stddef.h>

#include "queue.h"              /* for the words of its orders */
#include "task.h"

/* ---- a flag ---- */

struct loop_event {
    bool is_set;
    struct task_line line;
};

void loop_event_set(struct loop_event *event);  /* all go on */
void loop_event_clear(struct loop_event *event);
int loop_event_wait(struct loop_event *event);

/* ---- a lock: first come, first served ---- */

struct loop_lock {
    struct task *owner;
    struct task_line line;
};

/* EDEADLK: the caller has it. */
int loop_lock_acquire(struct loop_lock *lock);
int loop_lock_try(struct loop_lock *lock);      /* EBUSY */
int loop_lock_release(struct loop_lock *lock);  /* EPERM: not mine */

/* ---- a condition: something about what a lock guards ---- */

struct loop_condition {
    struct task_line line;
};

/* Gives the lock back, waits, and takes it again, also when ECANCELED.
 * What was waited for may be so no more by then: ask in a loop. EPERM:
 * the lock is not the caller's. */
int loop_condition_wait(struct loop_condition *condition,
                        struct loop_lock *lock);

/* So many of those who wait go on, when the lock is free; or all. */
void loop_condition_notify(struct loop_condition *condition,
                           size_t count);
void loop_condition_notify_all(struct loop_condition *condition);

/* ---- so many at a time ---- */

struct loop_semaphore {
    size_t count;               /* free places: set it as you like */
    struct task_line line;
};

int loop_semaphore_acquire(struct loop_semaphore *semaphore);
int loop_semaphore_try(struct loop_semaphore *semaphore); /* EAGAIN */
void loop_semaphore_release(struct loop_semaphore *semaphore);

/* ---- a queue: first in first out, unless it is told otherwise ---- */

struct loop_queue {
    size_t maxsize;             /* 0: any number */
    enum queue_order order;     /* QUEUE_FIFO, _LIFO, _PRIORITY */
    /* for QUEUE_PRIORITY: below 0, a comes before b */
    int (*compare)(const void *a, const void *b);
    void **items;               /* a ring, or a heap if by priority */
    size_t room, head, count;
    size_t unfinished;          /* put, and not yet task_done */
    bool closed;
    struct task_line getters, putters, joiners;
};

/* ESHUTDOWN: it is shut down (get: and empty). ENOMEM: put.
 * try: EAGAIN, it is full, or empty. */
int loop_queue_put(struct loop_queue *queue, void *item);
int loop_queue_get(struct loop_queue *queue, void **item);
int loop_queue_try_put(struct loop_queue *queue, void *item);
int loop_queue_try_get(struct loop_queue *queue, void **item);

/* After get, when the work on it is done. EINVAL: more often than put.
 * Join waits until that is so for all. */
int loop_queue_task_done(struct loop_queue *queue);
int loop_queue_join(struct loop_queue *queue);

/* Nothing can be put any more. What is there can still be got; now: it
 * cannot, and counts as done. `drop` is called for each; or NULL. */
void loop_queue_shutdown(struct loop_queue *queue);
void loop_queue_shutdown_now(struct loop_queue *queue,
                             void (*drop)(void *));
void loop_queue_destroy(struct loop_queue *queue);

#endif
