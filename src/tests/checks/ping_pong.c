/* Two threads take turns so often that the schedule is longer than the lab keeps; then it fails. */
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>

enum { TURNS = 60000 };

static sem_t ping, pong;

static void *answer(void *arg)
{
    for (int i = 0; i < TURNS; i++) {
        sem_wait(&ping);
        sem_post(&pong);
    }
    return arg;
}

int main(void)
{
    pthread_t thread;
    sem_init(&ping, 0, 0);
    sem_init(&pong, 0, 0);
    pthread_create(&thread, NULL, answer, NULL);
    for (int i = 0; i < TURNS; i++) {
        sem_post(&ping);
        sem_wait(&pong);
    }
    pthread_join(thread, NULL);
    return EXIT_FAILURE;
}
