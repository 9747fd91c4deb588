// N threads meet 5,000 times: at a barrier of the system (posix), or
// at one made of a mutex and a condition (own).
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 5000, MOST = 64 };

static int parties;
static pthread_barrier_t barrier;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t all_here = PTHREAD_COND_INITIALIZER;
static int arrived, generation;         // protected by lock
static int rounds;                      // only one thread counts

static int posix_meet(void)
{
    int told = pthread_barrier_wait(&barrier);
    return told == PTHREAD_BARRIER_SERIAL_THREAD;
}

static int own_meet(void)
{
    pthread_mutex_lock(&lock);
    int mine = generation, last = ++arrived == parties;
    if (last) {
        arrived = 0;
        generation += 1;
        pthread_cond_broadcast(&all_here);
    }
    while (generation == mine)
        pthread_cond_wait(&all_here, &lock);
    pthread_mutex_unlock(&lock);
    return last;
}

static int (*meet)(void) = posix_meet;

static void *work(void *counts)
{
    for (int i = 0; i < ROUNDS; i++) {
        meet();
        if (counts)
            rounds += 1;
    }
    return NULL;
}

int main(int count, char **arguments)
{
    pthread_t thread[MOST];
    if (count > 1 && strcmp(arguments[1], "own") == 0)
        meet = own_meet;
    parties = count > 2 ? atoi(arguments[2]) : 2;
    if (parties < 1 || parties > MOST)
        return 1;
    pthread_barrier_init(&barrier, NULL, (unsigned)parties);
    for (int i = 0; i < parties; i++)
        pthread_create(&thread[i], NULL, work, i == 0 ? &rounds : NULL);
    for (int i = 0; i < parties; i++)
        pthread_join(thread[i], NULL);
    printf("%d\n", rounds);
    return 0;
}
