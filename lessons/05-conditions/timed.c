// Waits for a second, and not for ever.
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t brought = PTHREAD_COND_INITIALIZER;
static int arrived;                     // protected by lock

static void *bring(void *unused)
{
    sleep(3);
    pthread_mutex_lock(&lock);
    arrived = 1;
    pthread_cond_signal(&brought);
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void)
{
    pthread_t thread;
    struct timespec until;
    int error = 0;
    pthread_create(&thread, NULL, bring, NULL);
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 1;
    pthread_mutex_lock(&lock);
    while (!arrived && error != ETIMEDOUT)      // @timed
        error = pthread_cond_timedwait(&brought, &lock, &until);
    puts(arrived ? "it came in time" : "gave up after 1 s");
    pthread_mutex_unlock(&lock);
    pthread_join(thread, NULL);
    puts("the end");
    return 0;
}
