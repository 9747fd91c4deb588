/* THREADS threads, TURNS times: lock, x++, unlock. As many traces as orders of the critical sections. */
#include <pthread.h>
#ifndef THREADS
#define THREADS 3
#endif
#ifndef TURNS
#define TURNS 1
#endif

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int x;

static void *work(void *unused)
{
    for (int k = 0; k < TURNS; k++) {
        pthread_mutex_lock(&m);
        x++;
        pthread_mutex_unlock(&m);
    }
    return unused;
}

int main(void)
{
    pthread_t thread[THREADS];
    for (int k = 0; k < THREADS; k++)
        pthread_create(&thread[k], NULL, work, NULL);
    for (int k = 0; k < THREADS; k++)
        pthread_join(thread[k], NULL);
    return 0;
}
