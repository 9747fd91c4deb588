// broken on purpose: a signal is not kept for who comes later
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t rung = PTHREAD_COND_INITIALIZER;

static void *ring(void *unused)
{
    pthread_mutex_lock(&lock);
    pthread_cond_signal(&rung);         // @signal
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, ring, NULL);
    pthread_mutex_lock(&lock);
    pthread_cond_wait(&rung, &lock);    // @wait
    pthread_mutex_unlock(&lock);
    pthread_join(thread, NULL);
    puts("the bell has rung");
    return 0;
}
