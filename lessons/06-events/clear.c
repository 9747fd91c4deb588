// An event stays set until somebody clears it.
#include <stdio.h>
#include "event.h"

int main(void)
{
    struct event lamp;
    event_init(&lamp);
    int before = event_is_set(&lamp);
    event_set(&lamp);                   // @set
    event_set(&lamp);                   // a second time: no change
    event_wait(&lamp);                  // set: goes on at once
    event_wait(&lamp);                  // still set
    int during = event_is_set(&lamp);
    event_clear(&lamp);                 // @clear
    int late = event_timed_wait(&lamp, 1000);
    event_destroy(&lamp);
    printf("%d %d %s\n", before, during, late ? "too late" : "set");
    return 0;
}
