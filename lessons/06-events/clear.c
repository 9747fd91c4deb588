// An event stays set until somebody clears it.
#include <pthread.h>
#include <stdio.h>
#include "event.h"

static struct event lamp;

static void *look(void *unused)
{
    event_wait(&lamp);                  // @wait
    event_wait(&lamp);                  // still set: goes on at once
    return unused;
}

int main(void)
{
    pthread_t thread;
    event_init(&lamp);
    pthread_create(&thread, NULL, look, NULL);
    event_set(&lamp);
    event_set(&lamp);                   // a second time: no change
    pthread_join(thread, NULL);
    event_clear(&lamp);                 // @clear
    puts(event_is_set(&lamp) ? "still set" : "cleared");
    event_destroy(&lamp);
    return 0;
}
