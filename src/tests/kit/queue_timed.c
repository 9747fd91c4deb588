/* Two consumers for one item, one of them in a hurry: whoever gets it, it does not get lost, also when time runs out at the
 * moment of the wake-up. BROKEN: a hurried get that gives up without looking again, when woken by the only signal. */
#include <assert.h>
#include <errno.h>
#include <pthread.h>

#include "queue.h"
#include "waiting.h"

static struct queue queue;
static int item, other;

static int hurried_get(void **got)
{
#ifdef BROKEN
    struct deadline deadline = deadline_in(1);
    pthread_mutex_lock(&queue.lock);
    if (queue.count == 0)
        wait_until(&queue.not_empty, &queue.lock, &deadline);
    pthread_mutex_unlock(&queue.lock);      /* "I am late anyway" */
    (void)got;
    return ETIMEDOUT;
#else
    return queue_timed_get(&queue, got, 1);
#endif
}

static void *hurry(void *unused)
{
    void *got;
    int error = hurried_get(&got);
    assert(error == 0 || error == ETIMEDOUT);
    if (error == 0) {
        ++*(int *)got;
        assert(queue_put(&queue, &other) == 0);     /* the patient one shall have something, too */
    }
    return unused;
}

static void *patient(void *unused)
{
    void *got;
    assert(queue_get(&queue, &got) == 0);
    ++*(int *)got;
    return unused;
}

int main(void)
{
    pthread_t consumer[2];
    assert(queue_init(&queue, QUEUE_FIFO, 0) == 0);
    pthread_create(&consumer[0], NULL, hurry, NULL);
    pthread_create(&consumer[1], NULL, patient, NULL);
    assert(queue_put(&queue, &item) == 0);
    for (int k = 0; k < 2; k++)
        pthread_join(consumer[k], NULL);
    assert(item == 1);
    queue_destroy(&queue);
    return 0;
}
