// output: 10 20 10 slept
// Who has slept knows that the time is past, though others' clocks have been further: a sleep is never shorter than asked.
#include <pthread.h>
#include <stdio.h>
#include <time.h>
struct sleeper {
    long ms, slept;
};
static struct sleeper sleepers[] = { { 10, 0 }, { 20, 0 }, { 10, 0 } };
static long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000 + time.tv_nsec / 1000;
}
static void *sleep_well(void *argument)
{
    struct sleeper *self = argument;
    struct timespec time = { .tv_nsec = self->ms * 1000000 };
    long began = now();
    nanosleep(&time, NULL);
    self->slept = now() - began;
    return NULL;
}
int main(void)
{
    pthread_t threads[3];
    for (int i = 0; i < 3; i++)
        pthread_create(&threads[i], NULL, sleep_well, &sleepers[i]);
    for (int i = 0; i < 3; i++)
        pthread_join(threads[i], NULL);
    for (int i = 0; i < 3; i++)
        printf("%ld ", sleepers[i].slept >= sleepers[i].ms * 1000 ? sleepers[i].ms : -1);
    puts("slept");
    return 0;
}
