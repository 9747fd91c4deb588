// A semaphore that knows how many tokens there are, and checks.
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

struct bounded {
    sem_t tokens;
    int limit;
    pthread_mutex_t giving;             // one at a time gives back
};

static struct bounded bounded = { .limit = 1,
                                  .giving = PTHREAD_MUTEX_INITIALIZER };
static int refused;                     // only careless writes it

/* 0, or EINVAL: there would be more tokens than at the beginning.
 * Others may take one meanwhile: that makes fewer, never more. */
static int bounded_give(struct bounded *bounded)
{
    int tokens, result = EINVAL;
    pthread_mutex_lock(&bounded->giving);
    sem_getvalue(&bounded->tokens, &tokens);    // @count
    if (tokens < bounded->limit)
        result = sem_post(&bounded->tokens);
    pthread_mutex_unlock(&bounded->giving);
    return result;
}

static void *careless(void *unused)
{
    sem_wait(&bounded.tokens);
    bounded_give(&bounded);
    refused = bounded_give(&bounded) == EINVAL; // @again
    return unused;
}

int main(void)
{
    pthread_t thread;
    sem_init(&bounded.tokens, 0, (unsigned)bounded.limit);
    pthread_create(&thread, NULL, careless, NULL);
    pthread_join(thread, NULL);
    printf("%d refused\n", refused);
    return 0;
}
