/* A thread that is joined by two: both get its result. BROKEN: both call pthread_join. */
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <string.h>

#include "thread.h"

static struct thread worker, other;
static int answer;

static void *work(void *argument)
{
    assert(argument == &answer);
    assert(thread_self() == &worker && thread_join(&worker, NULL) == EDEADLK);
    answer = 42;
    return &answer;
}

static void *join(void *unused)
{
    void *result = NULL;
#ifdef BROKEN
    pthread_join(worker.id, NULL);
    result = worker.result;
#else
    assert(thread_join(&worker, &result) == 0);
#endif
    assert(result == &answer && answer == 42);
    return unused;
}

int main(void)
{
    assert(thread_self() == NULL);
    assert(thread_start(&worker, "worker", work, &answer) == 0);
    assert(thread_start(&other, "the one with the long name", join, NULL) == 0);
    assert(strlen(thread_name(&other)) == THREAD_NAME - 1);
    join(NULL);
    assert(!thread_is_alive(&worker));
    thread_destroy(&other);
    thread_destroy(&worker);
    return 0;
}
