// An error-checking mutex tells its misuser, and stays sound.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP;
static int refused;

static void *stranger(void *unused)
{
    if (pthread_mutex_unlock(&lock) == EPERM)   // @stranger
        refused += 1;
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_mutex_lock(&lock);
    if (pthread_mutex_lock(&lock) == EDEADLK)   // @again
        refused += 1;
    pthread_create(&thread, NULL, stranger, NULL);
    pthread_join(thread, NULL);
    pthread_mutex_unlock(&lock);
    printf("%d refused\n", refused);
    return 0;
}
