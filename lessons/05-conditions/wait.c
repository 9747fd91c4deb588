// main waits for a number, asleep, until a thread has brought it.
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t brought = PTHREAD_COND_INITIALIZER;
static int arrived, number;             // protected by lock

static void *bring(void *unused)
{
    pthread_mutex_lock(&lock);
    number = 42;
    arrived = 1;
    pthread_cond_signal(&brought);      // @signal
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, bring, NULL);
    pthread_mutex_lock(&lock);
    while (!arrived)
        pthread_cond_wait(&brought, &lock);     // @wait
    printf("main has %d\n", number);
    pthread_mutex_unlock(&lock);
    pthread_join(thread, NULL);
    return 0;
}
