// output: ping pong ping pong, left 0
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
static sem_t ping;
static sem_t *pong;
static void *answer(void *unused)
{
    for (int i = 0; i < 2; i++) {
        sem_wait(&ping);
        printf("ping ");
        fflush(stdout);
        sem_post(pong);
    }
    return unused;
}
int main(void)
{
    pthread_t thread;
    int left = 7;
    sem_init(&ping, 0, 0);
    pong = sem_open("/threadlab-test", O_CREAT, 0600, 0);
    sem_unlink("/threadlab-test");
    pthread_create(&thread, NULL, answer, NULL);
    for (int i = 0; i < 2; i++) {
        sem_post(&ping);
        sem_wait(pong);
        printf(i ? "pong, " : "pong ");
    }
    pthread_join(thread, NULL);
    sem_getvalue(&ping, &left);
    printf("left %d\n", left);
    sem_close(pong);
    sem_destroy(&ping);
    return 0;
}
