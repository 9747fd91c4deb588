// A token goes to and fro between two threads, 20,000 times.
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

enum { ROUNDS = 20000 };

static sem_t ping, pong;
static int rounds;                      // whoever has the token has it

static void *answer(void *unused)
{
    for (int i = 0; i < ROUNDS; i++) {
        sem_wait(&ping);
        rounds += 1;
        sem_post(&pong);
    }
    return unused;
}

int main(void)
{
    pthread_t thread;
    sem_init(&ping, 0, 0);
    sem_init(&pong, 0, 0);
    pthread_create(&thread, NULL, answer, NULL);
    for (int i = 0; i < ROUNDS; i++) {
        sem_post(&ping);
        sem_wait(&pong);
    }
    pthread_join(thread, NULL);
    printf("%d\n", rounds);
    return 0;
}
