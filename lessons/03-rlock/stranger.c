// A recursive mutex knows its owner, and tells a stranger so.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

static void *stranger(void *unused)
{
    if (pthread_mutex_unlock(&lock) == EPERM)       // @stranger
        puts("unlock refused: not the owner");
    if (pthread_mutex_trylock(&lock) == EBUSY)
        puts("still locked");
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_mutex_lock(&lock);
    pthread_create(&thread, NULL, stranger, NULL);
    pthread_join(thread, NULL);
    pthread_mutex_unlock(&lock);
    return 0;
}
