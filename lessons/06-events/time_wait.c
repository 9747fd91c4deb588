// Waits ten times for something that takes 20 ms: "spin" asks a flag
// all the time, "nap" every millisecond, "event" sleeps until told.
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include "event.h"

enum { TIMES = 10 };

static struct event done[TIMES];
static atomic_int count;                // of what is done

static void pause_for(long ms)
{
    struct timespec length = { 0, ms * 1000000 };
    nanosleep(&length, NULL);
}

static void *work(void *unused)
{
    for (int i = 0; i < TIMES; i++) {
        pause_for(20);
        count += 1;
        event_set(&done[i]);
    }
    return unused;
}

static void wait_for(int i, const char *how)
{
    if (strcmp(how, "event") == 0)
        event_wait(&done[i]);
    while (count <= i)
        if (strcmp(how, "nap") == 0)
            pause_for(1);
}

int main(int arguments, char **argument)
{
    pthread_t worker;
    for (int i = 0; i < TIMES; i++)
        event_init(&done[i]);
    pthread_create(&worker, NULL, work, NULL);
    for (int i = 0; i < TIMES; i++)
        wait_for(i, arguments > 1 ? argument[1] : "event");
    pthread_join(worker, NULL);
    for (int i = 0; i < TIMES; i++)
        event_destroy(&done[i]);
    printf("%d done\n", count);
    return 0;
}
