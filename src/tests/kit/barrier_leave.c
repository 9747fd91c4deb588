/* Who was the last to arrive destroys the barrier and frees it, while the other may still be asleep in it. BROKEN: without
 * waiting for the other to leave. */
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#include "barrier.h"

static void *run(void *argument)
{
    struct barrier *barrier = argument;
    if (barrier_wait(barrier) == BARRIER_SERIAL) {
#ifdef BROKEN
        pthread_cond_destroy(&barrier->changed);
        pthread_mutex_destroy(&barrier->lock);
#else
        barrier_destroy(barrier);
#endif
        free(barrier);
    }
    return NULL;
}

int main(void)
{
    pthread_t other;
    struct barrier *barrier = malloc(sizeof *barrier);
    assert(barrier && barrier_init(barrier, 2) == 0);
    pthread_create(&other, NULL, run, barrier);
    run(barrier);
    pthread_join(other, NULL);
    return 0;
}
