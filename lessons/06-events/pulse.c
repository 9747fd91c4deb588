// broken on purpose: set and cleared; who comes later waits for ever
#include <pthread.h>
#include <stdio.h>
#include "event.h"

static struct event start;

static void *runner(void *unused)
{
    event_wait(&start);                 // @wait
    return unused;
}

int main(void)
{
    pthread_t thread;
    event_init(&start);
    pthread_create(&thread, NULL, runner, NULL);
    event_set(&start);                  // @pulse
    event_clear(&start);
    pthread_join(thread, NULL);
    event_destroy(&start);
    puts("it has run");
    return 0;
}
