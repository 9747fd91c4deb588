/* Two futures, made by two threads: each comes out once, whichever is first; destroyed while the maker's callback may still
 * be leaving. BROKEN: an order is taken for granted. */
#include <assert.h>
#include <errno.h>
#include <pthread.h>

#include "completed.h"

static struct future *future[2];
static int value;

static void *make(void *argument)
{
    struct future *mine = argument;
    future_begin(mine);
    future_succeed(mine, &value);
    future_release(mine);
    return NULL;
}

int main(void)
{
    pthread_t maker[2];
    struct completed done;
    struct future *first, *second, *none;
    for (int k = 0; k < 2; k++) {
        future[k] = future_create();
        assert(future[k]);
        future_hold(future[k]);
        pthread_create(&maker[k], NULL, make, future[k]);
    }
    assert(completed_init(&done, future, 2) == 0);
    assert(completed_next(&done, &first) == 0);
    assert(completed_next(&done, &second) == 0);
    assert(completed_next(&done, &none) == ENOENT);
#ifdef BROKEN
    assert(first == future[0]);
#else
    assert(first != second);
#endif
    completed_destroy(&done);
    for (int k = 0; k < 2; k++) {
        future_release(future[k]);
        pthread_join(maker[k], NULL);
    }
    return 0;
}
