// Two players who hand the ball to each other, and not to main.
#include <stdio.h>

#include "coroutine.h"

static struct coroutine ping, pong;

static void *play_ping(void *ball)
{
    while ((long)ball < 6)
        coroutine_transfer(&pong, (void *)((long)ball + 1), &ball);
    return ball;
}

static void *play_pong(void *ball)
{
    while (coroutine_transfer(&ping, (void *)((long)ball + 1), // @over
                              &ball) == 0)
        ;
    return ball;
}

int main(void)
{
    void *ball;
    coroutine_init(&ping, play_ping, 0);
    coroutine_init(&pong, play_pong, 0);
    coroutine_resume(&ping, NULL, &ball);
    printf("main was asleep for %ld hits\n", (long)ball);
    coroutine_destroy(&ping);
    coroutine_destroy(&pong);
    return 0;
}
