// broken on purpose: a coroutine yields while it has the lock
#include <pthread.h>
#include <stdio.h>

#include "coroutine.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct coroutine first, second;
static int total;

static void *add(void *unused)
{
    (void)unused;
    pthread_mutex_lock(&lock);
    int seen = total;
    coroutine_yield(NULL);                  // @held
    total = seen + 1;
    pthread_mutex_unlock(&lock);
    return NULL;
}

int main(void)
{
    coroutine_init(&first, add, 0);
    coroutine_init(&second, add, 0);
    for (int turn = 0; turn < 2; turn++) {
        coroutine_resume(&first, NULL, NULL);
        coroutine_resume(&second, NULL, NULL);
    }
    printf("total %d\n", total);
    coroutine_destroy(&first);
    coroutine_destroy(&second);
    return 0;
}
