/* Main waits until two threads have counted down, and destroys the latch at once: they may still be inside count_down.
 * BROKEN: the latch expects only one of them. */
#include <assert.h>
#include <pthread.h>

#include "latch.h"

static struct latch latch;
static int done[2];

static void *work(void *mine)
{
    *(int *)mine = 1;
    latch_count_down(&latch);
    return NULL;
}

int main(void)
{
    pthread_t thread[2];
#ifdef BROKEN
    assert(latch_init(&latch, 1) == 0);
#else
    assert(latch_init(&latch, 2) == 0);
#endif
    for (int k = 0; k < 2; k++)
        pthread_create(&thread[k], NULL, work, &done[k]);
    latch_wait(&latch);
    assert(done[0] && done[1]);
    latch_destroy(&latch);
    for (int k = 0; k < 2; k++)
        pthread_join(thread[k], NULL);
    return 0;
}
