/* A future is cancelled while another thread would begin it, and a callback is added meanwhile: it is over once, either way,
 * and the callback is called once. BROKEN: who makes it does not ask whether it may begin. */
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>

#include "future.h"

static int value, called;

static void over(struct future *future, void *count)
{
    enum future_state state = future_state(future);
    assert(state == FUTURE_DONE || state == FUTURE_CANCELLED);
    ++*(int *)count;
}

static void *make(void *argument)
{
    struct future *future = argument;
#ifdef BROKEN
    future_succeed(future, &value);
#else
    if (future_begin(future))
        future_succeed(future, &value);
#endif
    future_release(future);
    return NULL;
}

int main(void)
{
    pthread_t maker;
    void *got = NULL;
    struct future *future = future_create();
    assert(future);
    future_hold(future);
    pthread_create(&maker, NULL, make, future);
    assert(future_add_callback(future, over, &called) == 0);
    int cancelled = future_cancel(future), error = future_result(future, &got);
    assert(cancelled == 0 || cancelled == EBUSY);
    assert(error == (cancelled == 0 ? ECANCELED : 0));
    assert(got == (cancelled == 0 ? NULL : &value));
    future_release(future);
    pthread_join(maker, NULL);
    assert(called == 1);
    return 0;
}
