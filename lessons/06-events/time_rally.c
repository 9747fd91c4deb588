// Two threads hit a ball to and fro, 5,000 times: "event" by two
// events, "ask" by asking whose it is, and giving way until one has it.
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include "event.h"

enum { TIMES = 5000 };

static struct event to[2];
static atomic_int side;
static int hits;                        // of whom the ball is with
static int ask;                         // set before the thread begins

static void receive(int me)
{
    if (ask) {
        while (side != me)
            sched_yield();
    } else {
        event_wait(&to[me]);
        event_clear(&to[me]);
    }
}

static void hit(int me)
{
    hits += 1;
    if (ask)
        side = !me;
    else
        event_set(&to[!me]);
}

static void *play(void *number)
{
    int me = *(const int *)number;
    for (int i = 0; i < TIMES; i++) {
        receive(me);
        hit(me);
    }
    return NULL;
}

int main(int count, char **arguments)
{
    pthread_t other;
    int mine = 0, its = 1;
    ask = count > 1 && strcmp(arguments[1], "ask") == 0;
    event_init(&to[0]);
    event_init(&to[1]);
    event_set(&to[0]);
    pthread_create(&other, NULL, play, &its);
    play(&mine);
    pthread_join(other, NULL);
    event_destroy(&to[1]);
    event_destroy(&to[0]);
    printf("%d hits\n", hits);
    return 0;
}
