/* For test_watched_live.c: a loop in each of two threads, a coroutine that another thread ends, and a queue between them. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "coroutine.h"
#include "loop.h"
#include "queue.h"
#include "task.h"

static struct queue jobs;

static void *repeat(void *value)
{
    for (;;)
        value = coroutine_yield(value);
}

static int nap(void *ms, void **value)
{
    (void)value;
    return loop_sleep((long)ms);
}

static int start(void *argument, void **value)
{
    struct task *task;
    (void)argument;
    task_create(&task, "nap", nap, (void *)2L);
    task_await(task, value);
    task_release(task);
    return 0;
}

static void *work(void *unused)
{
    void *given, *value;
    loop_run(start, NULL, NULL);
    queue_get(&jobs, &given);
    coroutine_resume(given, (void *)2L, &value);
    coroutine_destroy(given);
    free(given);
    return unused;
}

int main(void)
{
    pthread_t thread;
    void *value;
    struct coroutine *given = malloc(sizeof *given);
    queue_init(&jobs, QUEUE_FIFO, 3);
    coroutine_init(given, repeat, 0);
    coroutine_resume(given, (void *)1L, &value);
    pthread_create(&thread, NULL, work, NULL);
    loop_run(start, NULL, NULL);
    queue_put(&jobs, given);
    pthread_join(thread, NULL);
    printf("%ld\n", (long)value);
    queue_destroy(&jobs);
    return 0;
}
