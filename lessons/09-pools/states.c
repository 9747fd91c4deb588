// A future, and the thread that is to fulfil it; no pool this time.
#include <pthread.h>
#include <stdio.h>

#include "future.h"

static int answer = 42;

static void *work(void *future)
{
    if (future_begin(future))           // @begin
        future_succeed(future, &answer);
    return NULL;
}

static const char *word(enum future_state state)
{
    static const char *const words[] = {
        "pending", "running", "done", "cancelled",
    };
    return words[state];
}

int main(void)
{
    pthread_t worker;
    void *value;
    struct future *future = future_create();
    pthread_create(&worker, NULL, work, future);
    printf("%s\n", word(future_state(future)));     // @state
    future_result(future, &value);
    printf("%d\n", *(int *)value);
    pthread_join(worker, NULL);
    future_release(future);
    return 0;
}
