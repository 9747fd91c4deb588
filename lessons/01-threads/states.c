// One thread works, one sleeps, and main waits for both.
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static int sum;

static void *work(void *unused)
{
    for (int i = 1; i <= 5; i++)
        sum += i;
    return unused;
}

static void *rest(void *unused)
{
    sleep(2);                           // @sleep
    return unused;
}

int main(void)
{
    pthread_t worker, sleeper;
    pthread_create(&worker, NULL, work, NULL);
    pthread_create(&sleeper, NULL, rest, NULL);
    pthread_join(worker, NULL);
    pthread_join(sleeper, NULL);
    printf("%d\n", sum);
    return 0;
}
