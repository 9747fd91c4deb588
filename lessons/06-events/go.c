// main sets an event; both who wait for it go on.
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include "event.h"

static struct event go;
static atomic_int gone;

static void *wait_for_it(void *unused)
{
    event_wait(&go);                    // @wait
    gone += 1;
    return unused;
}

int main(void)
{
    pthread_t one, two;
    event_init(&go);
    pthread_create(&one, NULL, wait_for_it, NULL);
    pthread_create(&two, NULL, wait_for_it, NULL);
    event_set(&go);                     // @set
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    event_destroy(&go);
    printf("%d are through\n", gone);
    return 0;
}
