// One of those who met adds up what all have done.
#include <pthread.h>
#include <stdio.h>

enum { WORKERS = 2 };

static pthread_barrier_t barrier;
static int part[WORKERS];

static void *work(void *number)
{
    int me = *(const int *)number;
    part[me] = me + 1;
    int told = pthread_barrier_wait(&barrier);
    if (told == PTHREAD_BARRIER_SERIAL_THREAD) {    // @serial
        printf("%d adds up\n", me);
        printf("sum %d\n", part[0] + part[1]);
    }
    return NULL;
}

int main(void)
{
    int number[WORKERS] = { 0, 1 };
    pthread_t workers[WORKERS];
    pthread_barrier_init(&barrier, NULL, WORKERS);
    for (int i = 0; i < WORKERS; i++)
        pthread_create(&workers[i], NULL, work, &number[i]);
    for (int i = 0; i < WORKERS; i++)
        pthread_join(workers[i], NULL);
    return 0;
}
