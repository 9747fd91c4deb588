// Three threads in turn, 3,000 rounds: all wait on one condition, or,
// with "own" as first argument, each on one of its own.
#include <pthread.h>
#include <stdio.h>
#include <string.h>

enum { THREADS = 3, ROUNDS = 3000 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t passed[THREADS] = { PTHREAD_COND_INITIALIZER,
    PTHREAD_COND_INITIALIZER, PTHREAD_COND_INITIALIZER };
static int turn, rounds;                // protected by lock
static int own;                         // set before the threads begin
static int numbers[THREADS] = { 0, 1, 2 };

static void pass_on(int next)
{
    turn = next;
    if (own)
        pthread_cond_signal(&passed[next]);
    else
        pthread_cond_broadcast(&passed[0]);
}

static void *take_turns(void *number)
{
    int mine = *(const int *)number;
    for (int i = 0; i < ROUNDS; i++) {
        pthread_mutex_lock(&lock);
        while (turn != mine)
            pthread_cond_wait(&passed[own ? mine : 0], &lock);
        rounds += mine == THREADS - 1;
        pass_on((mine + 1) % THREADS);
        pthread_mutex_unlock(&lock);
    }
    return NULL;
}

int main(int count, char **arguments)
{
    pthread_t thread[THREADS];
    own = count > 1 && strcmp(arguments[1], "own") == 0;
    for (int i = 0; i < THREADS; i++)
        pthread_create(&thread[i], NULL, take_turns, &numbers[i]);
    for (int i = 0; i < THREADS; i++)
        pthread_join(thread[i], NULL);
    printf("%d rounds\n", rounds);
    return 0;
}
