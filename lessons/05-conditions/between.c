// broken on purpose: the flag changes between the look and the sleep
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static atomic_int rung;                 // no lock: it is atomic

static void *ring(void *unused)
{
    rung = 1;                           // @set
    pthread_cond_signal(&changed);
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, ring, NULL);
    pthread_mutex_lock(&lock);
    while (!rung)
        pthread_cond_wait(&changed, &lock);
    pthread_mutex_unlock(&lock);
    pthread_join(thread, NULL);
    puts("the bell has rung");
    return 0;
}
