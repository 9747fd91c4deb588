/* An event that tells of an answer: who has waited for it destroys it at once, while who has set it may still be inside set.
 * BROKEN: destroyed without waiting for that. */
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#include "event.h"

struct answer {
    struct event known;
    int value;
};

static void *tell(void *argument)
{
    struct answer *answer = argument;
    answer->value = 42;
    event_set(&answer->known);
    return NULL;
}

static void destroy(struct event *event)
{
#ifdef BROKEN
    pthread_cond_destroy(&event->changed);
    pthread_mutex_destroy(&event->lock);
#else
    event_destroy(event);
#endif
}

int main(void)
{
    pthread_t teller;
    struct answer *answer = malloc(sizeof *answer);
    assert(answer && event_init(&answer->known) == 0);
    pthread_create(&teller, NULL, tell, answer);
    event_wait(&answer->known);
    assert(answer->value == 42);
    destroy(&answer->known);
    free(answer);
    pthread_join(teller, NULL);
    return 0;
}
