/* Two threads, a loop in each, and a mutex between them: what they share is theirs, and each loop its thread's. BROKEN: what the
 * one's task waits for is set by the other thread. */
#include <assert.h>
#include <pthread.h>

#include "loop_sync.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int total;

static int count(void *argument, void **value)
{
    (void)argument;
    (void)value;
    loop_sleep(1);
    pthread_mutex_lock(&mutex);
    total++;
    pthread_mutex_unlock(&mutex);
    return 0;
}

#ifdef BROKEN
static struct loop_event event;
#endif

static int wait_for_two(void *argument, void **value)
{
    struct task *one, *two;
    assert(task_create(&one, "one", count, NULL) == 0);
    assert(task_create(&two, "two", count, NULL) == 0);
    assert(task_await(one, value) == 0 && task_await(two, value) == 0);
    task_release(one);
    task_release(two);
#ifdef BROKEN
    if (argument)
        loop_event_set(&event);
    else
        loop_event_wait(&event);
#else
    (void)argument;
#endif
    return 0;
}

static void *run(void *argument)
{
    assert(loop_run(wait_for_two, argument, NULL) == 0);
    return NULL;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, run, &total);
    run(NULL);
    pthread_join(thread, NULL);
    assert(total == 4);
    return 0;
}
