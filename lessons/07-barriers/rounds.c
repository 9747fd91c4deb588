// A barrier of our own that counts its rounds.
#include <pthread.h>
#include <stdio.h>

enum { PARTIES = 2, ROUNDS = 2 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t all_here = PTHREAD_COND_INITIALIZER;
static int arrived;                     // protected by lock
static unsigned generation;             // protected by lock

static void meet(void)
{
    pthread_mutex_lock(&lock);
    unsigned mine = generation;
    if (++arrived == PARTIES) {
        arrived = 0;
        generation += 1;                // @open
        pthread_cond_broadcast(&all_here);
    }
    while (generation == mine)
        pthread_cond_wait(&all_here, &lock);
    pthread_mutex_unlock(&lock);
}

static void *work(void *unused)
{
    for (int i = 0; i < ROUNDS; i++)
        meet();
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, work, NULL);
    pthread_create(&two, NULL, work, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    puts("both are done");
    return 0;
}
