/* kit_bench.c — the kit against its peers, in one run: GLib's queue and pool (WITH_GLIB), Python's (rates that kit_peers.py
 * printed into the file given as argument), glibc's barrier. Prints `what | ours over theirs, in time (our rate; theirs
 * where it was measured before) | bar`. Contenders
 * take turns, A B A B; what counts is the median of the ratios. kit.sh builds and runs it. */
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef WITH_GLIB
#include <glib.h>
#endif

#include "barrier.h"
#include "event.h"
#include "latch.h"
#include "loop.h"
#include "pool.h"
#include "queue.h"
#include "ratios.h"
#include "task.h"

enum { ITEMS = 400000, MOST_SIDES = 4, TASKS = 200000, WORKERS = 4, ROUNDS = 20000, TURNS = 7 };
enum { SLEEPERS = 10000, NAPS = 10 };

static double now(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

/* ---- queues: an implementation is a put and a get ---- */

struct queue_case {
    void (*begin)(void);
    void (*put)(void *item);
    void *(*get)(void);
    void (*end)(void);
    int sides;
};

static struct queue kit_queue;

static void kit_begin(void)
{
    if (queue_init(&kit_queue, QUEUE_FIFO, 0) != 0)
        abort();
}

static void kit_put(void *item)
{
    if (queue_put(&kit_queue, item) != 0)
        abort();
}

static void *kit_get(void)
{
    void *item = NULL;
    queue_get(&kit_queue, &item);
    return item;
}

static void kit_end(void)
{
    queue_destroy(&kit_queue);
}

#ifdef WITH_GLIB
static GAsyncQueue *glib_queue;

static void glib_begin(void)
{
    glib_queue = g_async_queue_new();
}

static void glib_put(void *item)
{
    g_async_queue_push(glib_queue, item);
}

static void *glib_get(void)
{
    return g_async_queue_pop(glib_queue);
}

static void glib_end(void)
{
    g_async_queue_unref(glib_queue);
}
#endif

static void *produce(void *argument)
{
    const struct queue_case *queue = argument;
    for (intptr_t k = 1; k <= ITEMS / queue->sides; k++)
        queue->put((void *)k);
    return NULL;
}

static void *consume(void *argument)
{
    const struct queue_case *queue = argument;
    intptr_t sum = 0;
    for (int k = 0; k < ITEMS / queue->sides; k++)
        sum += (intptr_t)queue->get();
    return (void *)sum;
}

static double time_queue(const void *which)
{
    const struct queue_case *queue = which;
    pthread_t producer[MOST_SIDES], consumer[MOST_SIDES];
    intptr_t sum = 0, each = ITEMS / queue->sides;
    queue->begin();
    double begin = now();
    for (int k = 0; k < queue->sides; k++) {
        pthread_create(&producer[k], NULL, produce, (void *)queue);
        pthread_create(&consumer[k], NULL, consume, (void *)queue);
    }
    for (int k = 0; k < queue->sides; k++) {
        void *result;
        pthread_join(producer[k], NULL);
        pthread_join(consumer[k], &result);
        sum += (intptr_t)result;
    }
    double time = now() - begin;
    if (sum != queue->sides * (each * (each + 1) / 2))
        abort();
    queue->end();
    return time;
}

/* ---- pools: empty tasks ---- */

static int nothing(void *argument, void **value)
{
    (void)argument;
    (void)value;
    return 0;
}

static double time_kit_pool(const void *unused)
{
    struct pool pool;
    (void)unused;
    double begin = now();
    if (pool_init(&pool, WORKERS) != 0)
        abort();
    for (int k = 0; k < TASKS; k++)
        if (pool_submit(&pool, nothing, NULL, NULL) != 0)
            abort();
    pool_destroy(&pool);
    return now() - begin;
}

#ifdef WITH_GLIB
static void glib_nothing(gpointer data, gpointer unused)
{
    (void)data;
    (void)unused;
}

static double time_glib_pool(const void *unused)
{
    (void)unused;
    double begin = now();
    GThreadPool *pool = g_thread_pool_new(glib_nothing, NULL, WORKERS, TRUE, NULL);
    for (int k = 0; k < TASKS; k++)
        g_thread_pool_push(pool, (gpointer)1, NULL);
    g_thread_pool_free(pool, FALSE, TRUE);
    return now() - begin;
}
#endif

/* ---- a rendezvous of two: glibc's barrier, ours, two latches' and two events' worth ---- */

static pthread_barrier_t glibc_barrier;
static struct barrier kit_barrier;
static struct latch latches[ROUNDS];
static struct event events[2][ROUNDS];

static void meet_glibc(int round, int me)
{
    (void)round;
    (void)me;
    pthread_barrier_wait(&glibc_barrier);
}

static void meet_barrier(int round, int me)
{
    (void)round;
    (void)me;
    barrier_wait(&kit_barrier);
}

static void meet_latch(int round, int me)
{
    (void)me;
    latch_count_down(&latches[round]);
    latch_wait(&latches[round]);
}

static void meet_event(int round, int me)
{
    event_set(&events[me][round]);
    event_wait(&events[!me][round]);
}

struct meeting {
    void (*meet)(int round, int me);
};

static void *meet_all(void *argument)
{
    const struct meeting *meeting = argument;
    for (int round = 0; round < ROUNDS; round++)
        meeting->meet(round, 1);
    return NULL;
}

static double time_meetings(const void *which)
{
    const struct meeting *meeting = which;
    pthread_t other;
    for (int k = 0; k < ROUNDS; k++) {
        latch_init(&latches[k], 2);
        event_init(&events[0][k]);
        event_init(&events[1][k]);
    }
    pthread_barrier_init(&glibc_barrier, NULL, 2);
    barrier_init(&kit_barrier, 2);
    pthread_create(&other, NULL, meet_all, (void *)meeting);
    double begin = now();
    for (int round = 0; round < ROUNDS; round++)
        meeting->meet(round, 0);
    double time = now() - begin;
    pthread_join(other, NULL);
    pthread_barrier_destroy(&glibc_barrier);
    return time;
}

/* ---- an event loop: many tasks that sleep and wake ---- */

static int nap(void *argument, void **value)
{
    (void)argument;
    (void)value;
    for (int k = 0; k < NAPS; k++)
        if (loop_sleep(1) != 0)
            abort();
    return 0;
}

static int let_them_nap(void *argument, void **value)
{
    static struct task *tasks[SLEEPERS];
    (void)argument;
    (void)value;
    for (int k = 0; k < SLEEPERS; k++)
        if (task_create(&tasks[k], "nap", nap, NULL) != 0)
            abort();
    for (int k = 0; k < SLEEPERS; k++) {
        task_await(tasks[k], NULL);
        task_release(tasks[k]);
    }
    return 0;
}

/* The processor's time: one thread that is never idle, here and there; how busy the machine is does not matter then. */
static double time_kit_loop(const void *unused)
{
    (void)unused;
    double begin = read_clock(CLOCK_PROCESS_CPUTIME_ID);
    if (loop_run(let_them_nap, NULL, NULL) != 0)
        abort();
    return read_clock(CLOCK_PROCESS_CPUTIME_ID) - begin;
}

/* ---- ratios ---- */

struct contender {
    double (*time)(const void *which);
    const void *which;
};

static void compare(const char *what, double operations, struct contender ours, struct contender theirs, double bar)
{
    double ratio[TURNS], rate[TURNS];
    for (int k = 0; k < TURNS; k++) {
        double mine = ours.time(ours.which);
        ratio[k] = mine / theirs.time(theirs.which);
        rate[k] = operations / mine;
    }
    bool million = median_of(rate, TURNS) >= 1e6;
    printf("%s | %.2f (%.*f %s/s) | <= %.1f\n", what, median_of(ratio, TURNS), million, median_of(rate, TURNS) / (million ? 1e6 : 1e3),
           million ? "M" : "k", bar);
    fflush(stdout);
}

/* A rate of Python's against ours of now. */
static void compare_rate(const char *what, double operations, struct contender ours, const char *peers, const char *name,
                         double bar)
{
    char line[100], key[20];
    double theirs, rate[TURNS];
    FILE *file = peers ? fopen(peers, "r") : NULL;
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "%19s %lf", key, &theirs) == 2 && strcmp(key, name) == 0) {
            for (int k = 0; k < TURNS; k++)
                rate[k] = operations / ours.time(ours.which);
            printf("%s | %.*f (%.0f k/s; %.0f) | <= %.*f\n", what, bar < 1 ? 3 : 2, theirs / median_of(rate, TURNS), median_of(rate, TURNS) / 1e3,
                   theirs / 1e3, bar < 1 ? 2 : 1, bar);
        }
    if (file)
        fclose(file);
    fflush(stdout);
}

int main(int count, char **argument)
{
    static const struct queue_case kit1 = { kit_begin, kit_put, kit_get, kit_end, 1 };
    static const struct queue_case kit4 = { kit_begin, kit_put, kit_get, kit_end, MOST_SIDES };
    static const struct meeting glibc = { meet_glibc }, barrier = { meet_barrier }, latch = { meet_latch }, event = { meet_event };
    const struct contender queue1 = { time_queue, &kit1 }, queue4 = { time_queue, &kit4 }, pool = { time_kit_pool, NULL },
                           loop = { time_kit_loop, NULL };
    const struct contender base = { time_meetings, &glibc };
    const char *peers = count > 1 ? argument[1] : NULL;
#ifdef WITH_GLIB
    static const struct queue_case glib1 = { glib_begin, glib_put, glib_get, glib_end, 1 };
    static const struct queue_case glib4 = { glib_begin, glib_put, glib_get, glib_end, MOST_SIDES };
    compare("kit queue 1 x 1, time against GAsyncQueue", ITEMS, queue1, (struct contender){ time_queue, &glib1 }, 1);
    compare("kit queue 4 x 4, time against GAsyncQueue", ITEMS, queue4, (struct contender){ time_queue, &glib4 }, 1);
    compare("kit pool, empty tasks, time against GThreadPool", TASKS, pool, (struct contender){ time_glib_pool, NULL }, 1);
#endif
    compare_rate("kit queue 1 x 1, time against Python's queue", ITEMS, queue1, peers, "queue1", 1);
    compare_rate("kit queue 4 x 4, time against Python's queue", ITEMS, queue4, peers, "queue4", 1);
    compare_rate("kit pool, time against ThreadPoolExecutor", TASKS, pool, peers, "pool", 1);
    compare_rate("kit loop, 10,000 tasks sleep 10 times, CPU time against asyncio", SLEEPERS * NAPS, loop, peers, "loop", 0.05);
    compare("kit barrier, time against pthread_barrier, two meet", ROUNDS, (struct contender){ time_meetings, &barrier }, base, 3);
    compare("kit latch, a new one each time, against the same", ROUNDS, (struct contender){ time_meetings, &latch }, base, 3);
    compare("kit events, a new pair each time, against the same", ROUNDS, (struct contender){ time_meetings, &event }, base, 3);
    return 0;
}
