// A thread shows that main is still thinking.
#include <pthread.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int done;                        // protected by lock

/* Waits until `done`, for half a second at most. No loop around it:
 * the caller asks again, and waking too early only turns the wheel. */
static int is_done(void)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += 500000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_nsec -= 1000000000;
        until.tv_sec += 1;
    }
    pthread_mutex_lock(&lock);
    if (!done)
        pthread_cond_timedwait(&changed, &lock, &until); // @wait
    int result = done;
    pthread_mutex_unlock(&lock);
    return result;
}

static void *spin(void *unused)
{
    for (int i = 0; !is_done(); i++)
        printf("\r%c thinking", "|/-\\"[i % 4]);
    return unused;
}

int main(void)
{
    pthread_t spinner;
    setvbuf(stdout, NULL, _IONBF, 0);
    pthread_create(&spinner, NULL, spin, NULL);
    sleep(3);                           // stands for a long computation
    pthread_mutex_lock(&lock);
    done = 1;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&lock);
    pthread_join(spinner, NULL);
    printf("\rAnswer: 42\n");
    return 0;
}
