// A, B and C in turn, ten times: each letter has its own condition.
#include <pthread.h>
#include <stdio.h>

enum { THREADS = 3, ROUNDS = 10 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t its_turn[THREADS] = { PTHREAD_COND_INITIALIZER,
    PTHREAD_COND_INITIALIZER, PTHREAD_COND_INITIALIZER };
static int turn;                        // protected by lock
static int numbers[THREADS] = { 0, 1, 2 };

static void *say(void *number)
{
    int mine = *(const int *)number;
    for (int i = 0; i < ROUNDS; i++) {
        pthread_mutex_lock(&lock);
        while (turn != mine)
            pthread_cond_wait(&its_turn[mine], &lock);
        putchar('A' + mine);
        turn = (mine + 1) % THREADS;
        pthread_cond_signal(&its_turn[turn]);   // @next
        pthread_mutex_unlock(&lock);
    }
    return NULL;
}

int main(void)
{
    pthread_t thread[THREADS];
    for (int i = 0; i < THREADS; i++)
        pthread_create(&thread[i], NULL, say, &numbers[i]);
    for (int i = 0; i < THREADS; i++)
        pthread_join(thread[i], NULL);
    puts("");
    return 0;
}
