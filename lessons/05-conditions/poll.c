// Asks again and again: right, and at work while it waits.
#include <pthread.h>
#include <sched.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int number;                      // protected by lock

static void *bring(void *unused)
{
    pthread_mutex_lock(&lock);
    number = 42;
    pthread_mutex_unlock(&lock);
    return unused;
}

static int look(void)
{
    pthread_mutex_lock(&lock);
    int seen = number;
    pthread_mutex_unlock(&lock);
    return seen;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, bring, NULL);
    while (look() == 0)                 // @look
        sched_yield();
    printf("main has %d\n", look());
    pthread_join(thread, NULL);
    return 0;
}
