// Not waiting, and not for ever: two clients that may go without.
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static sem_t connections;
static int refused, gave_up;

static void *hasty(void *unused)
{
    if (sem_trywait(&connections) != 0 && errno == EAGAIN)  // @try
        refused = 1;
    return unused;
}

static void *patient(void *unused)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 1;
    if (sem_timedwait(&connections, &until) != 0 && errno == ETIMEDOUT)
        gave_up = 1;
    return unused;
}

int main(void)
{
    pthread_t one, two;
    sem_init(&connections, 0, 0);       // all are taken
    pthread_create(&one, NULL, hasty, NULL);
    pthread_create(&two, NULL, patient, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("%d refused, %d gave up\n", refused, gave_up);
    return 0;
}
