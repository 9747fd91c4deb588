// Two threads with a barrier and two without: when does each go on?
#include <pthread.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

struct walker {
    unsigned way;                       // seconds
    pthread_barrier_t *meets;           // NULL: waits for nobody
    long went_on;                       // seconds after the beginning
};

static pthread_barrier_t barrier;
static struct timespec began;

static struct walker walkers[] = {
    { 1, &barrier, 0 }, { 3, &barrier, 0 },
    { 1, NULL, 0 }, { 3, NULL, 0 },
};

static long seconds_since(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec - began.tv_sec - (now.tv_nsec < began.tv_nsec);
}

static void *walk(void *argument)
{
    struct walker *walker = argument;
    sleep(walker->way);
    if (walker->meets)
        pthread_barrier_wait(walker->meets);    // @meet
    walker->went_on = seconds_since();
    return NULL;
}

int main(void)
{
    pthread_t threads[4];
    pthread_barrier_init(&barrier, NULL, 2);
    clock_gettime(CLOCK_MONOTONIC, &began);
    for (int i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, walk, &walkers[i]);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    printf("with: %ld s and %ld s, without: %ld s and %ld s\n",
           walkers[0].went_on, walkers[1].went_on,
           walkers[2].went_on, walkers[3].went_on);
    return 0;
}
