// output: 1 serial, all 3
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
static pthread_barrier_t barrier;
static atomic_int serial, arrived, all;
static void *meet(void *unused)
{
    arrived++;
    if (pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD)
        serial++;
    if (arrived == 3)
        all++;
    return unused;
}
int main(void)
{
    pthread_t thread[3];
    pthread_barrier_init(&barrier, NULL, 3);
    for (int i = 0; i < 3; i++)
        pthread_create(&thread[i], NULL, meet, NULL);
    for (int i = 0; i < 3; i++)
        pthread_join(thread[i], NULL);
    pthread_barrier_destroy(&barrier);
    printf("%d serial, all %d\n", serial, all);
    return 0;
}
