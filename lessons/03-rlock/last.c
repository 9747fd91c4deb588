// Two locks, two unlocks; only the second unlock lets others in.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static int share;                       // protected by lock

static void *owner(void *unused)
{
    pthread_mutex_lock(&lock);          // depth 1
    pthread_mutex_lock(&lock);          // depth 2
    share = 1;
    pthread_mutex_unlock(&lock);        // @first
    share = 2;                          // depth 1: still mine
    pthread_mutex_unlock(&lock);        // depth 0: free
    return unused;
}

static void *reader(void *unused)
{
    pthread_mutex_lock(&lock);
    printf("share is %d\n", share);
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, owner, NULL);
    pthread_create(&two, NULL, reader, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("%d at the end\n", share);
    return 0;
}
