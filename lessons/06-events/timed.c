// Waits a second for an event, says so, and then as long as it takes.
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>
#include "event.h"

static struct event done;

static void *work(void *unused)
{
    sleep(3);                           // stands for long work
    event_set(&done);
    return unused;
}

int main(void)
{
    pthread_t worker;
    event_init(&done);
    pthread_create(&worker, NULL, work, NULL);
    if (event_timed_wait(&done, 1000) != 0)     // @timed
        puts("not yet");
    event_wait(&done);
    puts("done");
    pthread_join(worker, NULL);
    event_destroy(&done);
    return 0;
}
