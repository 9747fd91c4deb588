// Waiting for a lock, but not for ever.
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *patient(void *unused)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 1;
    if (pthread_mutex_timedlock(&lock, &until) == ETIMEDOUT) // @timed
        puts("gave up after 1 s");
    else
        pthread_mutex_unlock(&lock);
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_mutex_lock(&lock);
    pthread_create(&thread, NULL, patient, NULL);
    sleep(3);
    pthread_mutex_unlock(&lock);
    pthread_join(thread, NULL);
    return 0;
}
