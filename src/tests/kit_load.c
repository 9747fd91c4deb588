/* kit_load.c — the kit's parts under load, for ThreadSanitizer: every sum is known. Prints a line for each part that is
 * right, and returns 1 if one is not. e2e_kit.sh builds and runs it. */
#include <errno.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "barrier.h"
#include "completed.h"
#include "event.h"
#include "latch.h"
#include "loop_io.h"
#include "pool.h"
#include "queue.h"
#include "task.h"
#include "task_wait.h"
#include "thread.h"

enum { SIDES = 4, ITEMS = 100000, WORKERS = 8, TASKS = 200000, ROUNDS = 5000 };

static int wrong;

static void claim(const char *what, uint64_t is, uint64_t should)
{
    if (is == should) {
        printf("ok %s\n", what);
    } else {
        printf("not ok %s: %llu in place of %llu\n", what, (unsigned long long)is, (unsigned long long)should);
        wrong = 1;
    }
}

static void start_all(struct thread *threads, int count, void *(*run)(void *), void *argument)
{
    for (int k = 0; k < count; k++)
        if (thread_start(&threads[k], "load", run, argument) != 0)
            abort();
}

static uint64_t join_all(struct thread *threads, int count)
{
    uint64_t sum = 0;
    for (int k = 0; k < count; k++) {
        void *result;
        thread_join(&threads[k], &result);
        thread_destroy(&threads[k]);
        sum += (uintptr_t)result;
    }
    return sum;
}

/* ---- queue ---- */

static struct queue queue;

static void *produce(void *unused)
{
    (void)unused;
    for (uintptr_t k = 1; k <= ITEMS; k++)
        if (queue_put(&queue, (void *)k) != 0)
            abort();
    return NULL;
}

static void *consume(void *unused)
{
    uintptr_t sum = 0;
    void *item;
    (void)unused;
    while (queue_get(&queue, &item) == 0) {
        sum += (uintptr_t)item;
        queue_task_done(&queue);
    }
    return (void *)sum;
}

static int by_value(const void *a, const void *b)
{
    return a < b ? -1 : a > b;
}

static void load_queue(const char *what, enum queue_order order, size_t maxsize)
{
    struct thread producers[SIDES], consumers[SIDES];
    if (order == QUEUE_PRIORITY)
        queue_init_priority(&queue, maxsize, by_value);
    else
        queue_init(&queue, order, maxsize);
    start_all(consumers, SIDES, consume, NULL);
    start_all(producers, SIDES, produce, NULL);
    join_all(producers, SIDES);
    queue_join(&queue);
    queue_shutdown(&queue);
    claim(what, join_all(consumers, SIDES), (uint64_t)SIDES * ITEMS * (ITEMS + 1) / 2);
    queue_destroy(&queue);
}

/* Producers and consumers in a hurry, and a shutdown in the middle: what was put was got or dropped. */

static atomic_ullong put_sum, got_sum, dropped_sum;

static void *produce_until_closed(void *unused)
{
    int error;
    for (uintptr_t k = 1; (error = queue_timed_put(&queue, (void *)k, 1)) != ESHUTDOWN; k++)
        if (error == 0)
            atomic_fetch_add(&put_sum, k);
    return unused;
}

static void *consume_until_closed(void *unused)
{
    void *item;
    int error;
    while ((error = queue_timed_get(&queue, &item, 1)) != ESHUTDOWN)
        if (error == 0)
            atomic_fetch_add(&got_sum, (uintptr_t)item);
    return unused;
}

static void drop(void *item)
{
    atomic_fetch_add(&dropped_sum, (uintptr_t)item);
}

static void load_shutdown(void)
{
    for (int round = 0; round < 50; round++) {
        struct thread producers[SIDES], consumers[SIDES];
        queue_init(&queue, QUEUE_FIFO, 3);
        start_all(producers, SIDES, produce_until_closed, NULL);
        start_all(consumers, SIDES, consume_until_closed, NULL);
        queue_shutdown_now(&queue, drop);
        join_all(producers, SIDES);
        join_all(consumers, SIDES);
        queue_destroy(&queue);
    }
    claim("queue: what was put was got or dropped", got_sum + dropped_sum, put_sum);
}

/* ---- barrier, event, latch ---- */

static uint64_t cell[SIDES];
static _Atomic uint64_t last;

static void *take_rounds(void *argument)
{
    struct barrier *barrier = argument;
    static atomic_int next;
    int me = atomic_fetch_add(&next, 1);
    uint64_t differences = 0;
    for (uint64_t round = 1; round <= ROUNDS; round++) {
        cell[me] = round;
        if (barrier_wait(barrier) == BARRIER_SERIAL)
            last++;
        for (int k = 0; k < SIDES; k++)
            differences += cell[k] != round;
        barrier_wait(barrier);
    }
    if (barrier_wait(barrier) == BARRIER_SERIAL) {
        barrier_destroy(barrier);
        free(barrier);
    }
    return (void *)(uintptr_t)differences;
}

static void load_barrier(void)
{
    struct thread threads[SIDES];
    struct barrier *barrier = malloc(sizeof *barrier);
    if (!barrier || barrier_init(barrier, SIDES) != 0)
        abort();
    start_all(threads, SIDES, take_rounds, barrier);
    claim("barrier: nobody is a round ahead", join_all(threads, SIDES), 0);
    claim("barrier: one in each round is the last", last, ROUNDS);
}

struct meeting {
    struct event go;
    struct latch ready, done;
};

static void *meet(void *argument)
{
    struct meeting *meeting = argument;
    latch_count_down(&meeting->ready);
    if (event_timed_wait(&meeting->go, LONG_MAX) != 0)      /* far in the future, and no further */
        return NULL;
    latch_count_down(&meeting->done);
    return (void *)1;
}

static void load_meetings(void)
{
    uint64_t met = 0;
    for (int round = 0; round < 300; round++) {
        struct meeting meeting;
        struct thread threads[SIDES];
        event_init(&meeting.go);
        latch_init(&meeting.ready, SIDES);
        latch_init(&meeting.done, SIDES);
        start_all(threads, SIDES, meet, &meeting);
        latch_wait(&meeting.ready);
        event_set(&meeting.go);
        latch_wait(&meeting.done);
        latch_destroy(&meeting.done);
        latch_destroy(&meeting.ready);
        event_destroy(&meeting.go);
        met += join_all(threads, SIDES);
    }
    claim("latch and event: all go when all are there", met, 300 * SIDES);
}

/* ---- pool ---- */

static atomic_ullong total;

static int add(void *argument, void **value)
{
    atomic_fetch_add(&total, (uintptr_t)argument);
    *value = argument;
    return 0;
}

static void load_pool(void)
{
    struct pool pool;
    pool_init(&pool, WORKERS);
    for (uintptr_t k = 1; k <= TASKS; k++)
        if (pool_submit(&pool, add, (void *)k, NULL) != 0)
            abort();
    pool_destroy(&pool);
    claim("pool: each task once", total, (uint64_t)TASKS * (TASKS + 1) / 2);
}

static void count_up(struct future *future, void *counter)
{
    (void)future;
    atomic_fetch_add((atomic_ullong *)counter, 1);
}

enum { FUTURES = 20000 };
static struct future *future[FUTURES];

/* Half of them are cancelled, or too late to be. */
static void load_futures(void)
{
    struct pool pool;
    struct completed completed;
    struct future *next;
    static atomic_ullong called;
    uint64_t done = 0, cancelled = 0;
    pool_init(&pool, WORKERS);
    for (uintptr_t k = 0; k < FUTURES; k++) {
        if (pool_submit(&pool, add, (void *)k, &future[k]) != 0 || future_add_callback(future[k], count_up, &called) != 0)
            abort();
        if (k % 2)
            future_cancel(future[k]);
    }
    completed_init(&completed, future, FUTURES);
    while (completed_next(&completed, &next) == 0) {
        int error = future_result(next, NULL);
        done += error == 0;
        cancelled += error == ECANCELED;
    }
    completed_destroy(&completed);
    for (int k = 0; k < FUTURES; k++)
        future_release(future[k]);
    pool_destroy(&pool);
    claim("future: done or cancelled, each of them", done + cancelled, FUTURES);
    claim("future: each callback once", called, FUTURES);
}

static void load_cancelling_shutdown(void)
{
    struct pool pool;
    uint64_t over = 0;
    pool_init(&pool, WORKERS);
    for (uintptr_t k = 0; k < FUTURES; k++)
        if (pool_submit(&pool, add, (void *)k, &future[k]) != 0)
            abort();
    pool_shutdown(&pool, POOL_CANCEL);
    for (int k = 0; k < FUTURES; k++) {
        int error = future_result(future[k], NULL);
        over += error == 0 || error == ECANCELED;
        future_release(future[k]);
    }
    pool_destroy(&pool);
    claim("pool: a shutdown leaves nobody waiting", over, FUTURES);
}

/* ---- loops: what wakes their tasks comes from other threads ---- */

enum { LOOP_TASKS = 20, ASKS = 200 };

static struct pool helpers;

static int square(void *number, void **value)
{
    *value = (void *)((uintptr_t)number * (uintptr_t)number);
    return 0;
}

/* The squares of 1 to ASKS, each in the pool. */
static int ask_pool(void *unused, void **value)
{
    uintptr_t sum = 0;
    (void)unused;
    for (uintptr_t k = 1; k <= ASKS; k++) {
        void *answer = NULL;
        int error = loop_in_pool(&helpers, square, (void *)k, &answer);
        if (error)
            return error;
        sum += (uintptr_t)answer;
    }
    *value = (void *)sum;
    return 0;
}

static void create_all(struct task **tasks)
{
    for (int k = 0; k < LOOP_TASKS; k++)
        if (task_create(&tasks[k], "ask", ask_pool, NULL) != 0)
            abort();
}

static int ask_in_all(void *unused, void **value)
{
    struct task *tasks[LOOP_TASKS];
    void *sums[LOOP_TASKS];
    uintptr_t sum = 0;
    (void)unused;
    create_all(tasks);
    if (task_gather(tasks, LOOP_TASKS, sums) != 0)
        abort();
    for (int k = 0; k < LOOP_TASKS; k++) {
        sum += (uintptr_t)sums[k];
        task_release(tasks[k]);
    }
    *value = (void *)sum;
    return 0;
}

static const uint64_t squares = (uint64_t)ASKS * (ASKS + 1) * (2 * ASKS + 1) / 6;

/* How many have been cancelled, or were faster: all. */
static int cancel_in_all(void *unused, void **value)
{
    struct task *tasks[LOOP_TASKS];
    uintptr_t right = 0;
    (void)unused;
    create_all(tasks);
    for (int k = 0; k < LOOP_TASKS; k++) {
        loop_sleep(k % 3);
        task_cancel(tasks[k]);
    }
    if (task_wait(tasks, LOOP_TASKS, TASK_ALL, -1) != 0)
        abort();
    for (int k = 0; k < LOOP_TASKS; k++) {
        void *sum = NULL;
        int error = task_result(tasks[k], &sum);
        right += error == ECANCELED || (error == 0 && (uintptr_t)sum == squares);
        task_release(tasks[k]);
    }
    *value = (void *)right;
    return 0;
}

static void *run_loop(void *in_all)
{
    void *value = NULL;
    if (loop_run(in_all == &helpers ? ask_in_all : cancel_in_all, NULL, &value) != 0)
        abort();
    return value;
}

static void load_loops(void)
{
    struct thread threads[SIDES];
    if (pool_init(&helpers, WORKERS) != 0)
        abort();
    start_all(threads, SIDES, run_loop, &helpers);
    claim("loop: 4 x 20 tasks, each 200 times in the pool", join_all(threads, SIDES), SIDES * LOOP_TASKS * squares);
    start_all(threads, SIDES, run_loop, NULL);
    claim("loop: the same, cancelled in the middle", join_all(threads, SIDES), SIDES * LOOP_TASKS);
    pool_destroy(&helpers);
}

int main(void)
{
    load_queue("queue: 4 x 4 x 100,000, first in first out", QUEUE_FIFO, 0);
    load_queue("queue: the same with room for 10", QUEUE_FIFO, 10);
    load_queue("queue: the same, last in first out", QUEUE_LIFO, 100);
    load_queue("queue: the same, the lowest first", QUEUE_PRIORITY, 100);
    load_shutdown();
    load_barrier();
    load_meetings();
    load_pool();
    load_futures();
    load_cancelling_shutdown();
    load_loops();
    return wrong;
}
