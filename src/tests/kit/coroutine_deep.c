/* Symmetric transfer needs no stack, however often. BROKEN: resuming each other without end does. */
#include <assert.h>

#include "coroutine.h"

static int turns;

static int deeper(int depth)
{
    char room[256];
    room[0] = (char)depth;
    turns = depth;
#ifdef BROKEN
    return deeper(depth + 1) + room[0];
#else
    return room[0];
#endif
}

static struct coroutine ping, pong;

static void *hit(void *ball)
{
    deeper(1);
    for (long k = 0; k < 5; k++)
        coroutine_transfer(coroutine_current() == &ping ? &pong : &ping, ball, &ball);
    return ball;
}

int main(void)
{
    void *ball;
    assert(coroutine_init(&ping, hit, 16384) == 0 && coroutine_init(&pong, hit, 16384) == 0);
    assert(coroutine_resume(&ping, "ball", &ball) == 0 && ball);
    assert(coroutine_stack_most(&ping) <= coroutine_stack_size(&ping));
    coroutine_destroy(&ping);
    coroutine_destroy(&pong);
    return 0;
}
