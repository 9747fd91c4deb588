// The same with an event: asleep until it is set.
#include <pthread.h>
#include <stdio.h>
#include "event.h"

static struct event done;
static int answer;                      // written before done is set

static void *work(void *unused)
{
    answer = 42;
    event_set(&done);                   // @set
    return unused;
}

int main(void)
{
    pthread_t worker;
    event_init(&done);
    pthread_create(&worker, NULL, work, NULL);
    event_wait(&done);
    printf("the answer is %d\n", answer);
    pthread_join(worker, NULL);
    event_destroy(&done);
    return 0;
}
