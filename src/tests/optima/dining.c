/* N philosophers, each takes its two forks in order of their numbers and eats once: 2^N − 2 traces. */
#include <pthread.h>
#include <stdint.h>
#ifndef N
#define N 3
#endif

static pthread_mutex_t fork_of[N];

static void *eat(void *argument)
{
    int k = (int)(intptr_t)argument, left = k, right = (k + 1) % N;
    int first = left < right ? left : right, second = left < right ? right : left;
    pthread_mutex_lock(&fork_of[first]);
    pthread_mutex_lock(&fork_of[second]);
    pthread_mutex_unlock(&fork_of[second]);
    pthread_mutex_unlock(&fork_of[first]);
    return NULL;
}

int main(void)
{
    pthread_t thread[N];
    for (int k = 0; k < N; k++)
        pthread_mutex_init(&fork_of[k], NULL);
    for (int k = 0; k < N; k++)
        pthread_create(&thread[k], NULL, eat, (void *)(intptr_t)k);
    for (int k = 0; k < N; k++)
        pthread_join(thread[k], NULL);
    return 0;
}
