// Exercise: two loops count visitors, and now and then lose some.
#include <pthread.h>
#include <stdio.h>

#include "task.h"

struct counter { pthread_mutex_t lock; int visits; };

static struct counter counter = { PTHREAD_MUTEX_INITIALIZER, 0 };

static int visit(void *unused, void **value)
{
    (void)unused, (void)value;
    int before = counter.visits;
    loop_sleep(100);            // looks round
    counter.visits = before + 1;
    return 0;
}

static int run(void *unused, void **value)
{
    (void)unused, (void)value;
    struct task *ann, *bob;
    task_create(&ann, "ann", visit, NULL);
    task_create(&bob, "bob", visit, NULL);
    task_await(ann, NULL);
    task_await(bob, NULL);
    task_release(ann);
    task_release(bob);
    return 0;
}

static void *run_loop(void *unused)
{
    struct loop_options options = { .virtual_time = true };
    loop_run_with(&options, run, NULL, NULL);
    return unused;
}

int main(void)
{
    pthread_t first, second;
    pthread_create(&first, NULL, run_loop, NULL);
    pthread_create(&second, NULL, run_loop, NULL);
    pthread_join(first, NULL);
    pthread_join(second, NULL);
    printf("visits: %d\n", counter.visits);
    return 0;
}
