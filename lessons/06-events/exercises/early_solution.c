// Written before the event is set, and read after waiting for it.
#include <pthread.h>
#include <stdio.h>
#include "event.h"

struct result {
    struct event ready;
    int value;                          // written before ready is set
};

static struct result square, cube;

static void result_set(struct result *result, int value)
{
    result->value = value;
    event_set(&result->ready);
}

static int result_get(struct result *result)
{
    event_wait(&result->ready);
    return result->value;
}

static void *work(void *unused)
{
    result_set(&square, 3 * 3);
    result_set(&cube, 3 * 3 * 3);
    return unused;
}

int main(void)
{
    pthread_t worker;
    event_init(&square.ready);
    event_init(&cube.ready);
    pthread_create(&worker, NULL, work, NULL);
    int nine = result_get(&square);
    printf("%d and %d\n", nine, result_get(&cube));
    pthread_join(worker, NULL);
    event_destroy(&cube.ready);
    event_destroy(&square.ready);
    return 0;
}
