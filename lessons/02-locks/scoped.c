// A lock that gives itself back, whichever way its block is left.
#include <pthread.h>
#include <stdio.h>
#include "scoped_lock.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int stock = 1;

static void *take(void *unused)
{
    SCOPED_LOCK(&lock);                 // @scope
    if (stock == 0)
        return unused;
    stock -= 1;
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, take, NULL);
    pthread_create(&two, NULL, take, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("%d left\n", stock);
    return 0;
}
