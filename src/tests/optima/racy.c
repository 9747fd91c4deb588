/* t = share; share = t + 1, THREADS × TURNS: the number of traces is known (34 for 2 × 2). */
#include <pthread.h>
#ifndef THREADS
#define THREADS 2
#endif
#ifndef TURNS
#define TURNS 2
#endif

static int share;

static void *work(void *unused)
{
    for (int k = 0; k < TURNS; k++) {
        int t = share;
        share = t + 1;
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
