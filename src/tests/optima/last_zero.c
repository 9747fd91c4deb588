/* The reader scans a[N] … a[0] until it finds a zero; writer j sets a[j] = a[j − 1] + 1 (from the literature on
 * partial-order reduction, where it tells source sets from optimal ones). */
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#ifndef N
#define N 3
#endif

static atomic_int a[N + 1];

static void *read_them(void *unused)
{
    int k = N;
    while (atomic_load(&a[k]) != 0)
        k--;
    return unused;
}

static void *write_one(void *argument)
{
    int j = (int)(intptr_t)argument;
    atomic_store(&a[j], atomic_load(&a[j - 1]) + 1);
    return NULL;
}

int main(void)
{
    pthread_t thread[N + 1];
    for (int k = 0; k <= N; k++)
        pthread_create(&thread[k], NULL, k ? write_one : read_them, (void *)(intptr_t)k);
    for (int k = 0; k <= N; k++)
        pthread_join(thread[k], NULL);
    return 0;
}
