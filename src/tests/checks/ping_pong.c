/* Two threads take turns very often, and then it fails. With UNEVEN the turns are of many lengths, so that nothing repeats in
 * the schedule and it is longer than the lab keeps. */
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>

#ifdef UNEVEN
enum { TURNS = 80000 };
#define LENGTH(i) ((i) * 2654435761u >> 24 & 15)
#else
enum { TURNS = 60000 };
#define LENGTH(i) 1u
#endif

static sem_t ping, pong;

static void *answer(void *arg)
{
    for (unsigned i = 0; i < TURNS; i++) {
        sem_wait(&ping);
        for (unsigned k = 0; k < LENGTH(i); k++)
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
    for (unsigned i = 0; i < TURNS; i++) {
        sem_post(&ping);
        for (unsigned k = 0; k < LENGTH(i); k++)
            sem_wait(&pong);
    }
    pthread_join(thread, NULL);
    return EXIT_FAILURE;
}
