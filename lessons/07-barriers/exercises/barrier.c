// Exercise: a barrier of our own; the second round goes wrong.
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

enum { PARTIES = 2, ROUNDS = 2 };

struct barrier {
    pthread_mutex_t lock;
    pthread_cond_t all_here;
    int arrived;                /* protected by lock */
};

static struct barrier barrier = { PTHREAD_MUTEX_INITIALIZER,
                                  PTHREAD_COND_INITIALIZER, 0 };
static atomic_int done[PARTIES];        /* rounds */

static void meet(struct barrier *barrier)
{
    pthread_mutex_lock(&barrier->lock);
    barrier->arrived += 1;
    if (barrier->arrived == PARTIES)
        pthread_cond_broadcast(&barrier->all_here);
    while (barrier->arrived < PARTIES)
        pthread_cond_wait(&barrier->all_here, &barrier->lock);
    pthread_mutex_unlock(&barrier->lock);
}

/* Right as it is: after each meeting the other has done as much. */
static void *work(void *number)
{
    int me = *(const int *)number;
    for (int round = 1; round <= ROUNDS; round++) {
        done[me] = round;
        meet(&barrier);
        assert(done[1 - me] >= round);
    }
    return NULL;
}

int main(void)
{
    int number[PARTIES] = { 0, 1 };
    pthread_t workers[PARTIES];
    for (int i = 0; i < PARTIES; i++)
        pthread_create(&workers[i], NULL, work, &number[i]);
    for (int i = 0; i < PARTIES; i++)
        pthread_join(workers[i], NULL);
    puts("both are done");
    return 0;
}
