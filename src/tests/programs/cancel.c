// output: 3 cancelled, 3 cleaned
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t never = PTHREAD_COND_INITIALIZER;
static sem_t empty;
static atomic_int cleaned;
static void clean(void *held)
{
    cleaned++;
    if (held)
        pthread_mutex_unlock(held);
}
static void *waits(void *unused)
{
    pthread_mutex_lock(&lock);
    pthread_cleanup_push(clean, &lock);
    for (;;)
        pthread_cond_wait(&never, &lock);
    pthread_cleanup_pop(1);
    return unused;
}
static void *takes(void *unused)
{
    pthread_cleanup_push(clean, NULL);
    sem_wait(&empty);
    pthread_cleanup_pop(1);
    return unused;
}
static void *sleeps(void *unused)
{
    pthread_cleanup_push(clean, NULL);
    for (;;)
        sleep(1000);
    pthread_cleanup_pop(1);
    return unused;
}
int main(void)
{
    void *(*functions[])(void *) = { waits, takes, sleeps };
    pthread_t thread[3];
    void *result;
    int cancelled = 0;
    sem_init(&empty, 0, 0);
    pthread_barrier_t unused;
    pthread_barrier_init(&unused, NULL, 1);
    for (int i = 0; i < 3; i++)
        pthread_create(&thread[i], NULL, functions[i], NULL);
    usleep(100000);
    for (int i = 0; i < 3; i++)
        pthread_cancel(thread[i]);
    for (int i = 0; i < 3; i++) {
        pthread_join(thread[i], &result);
        cancelled += result == PTHREAD_CANCELED;
    }
    printf("%d cancelled, %d cleaned\n", cancelled, cleaned);
    return 0;
}
