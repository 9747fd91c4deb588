/* robust.c — who takes a robust mutex after its owner has ended gets it, and is told so. */
#include <errno.h>
#include <pthread.h>

static pthread_mutex_t lock;

static void *keep(void *unused)
{
    pthread_mutex_lock(&lock);
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(&lock, &attributes);
    pthread_create(&thread, NULL, keep, NULL);
    pthread_join(thread, NULL);
    return pthread_mutex_lock(&lock) == EOWNERDEAD ? 0 : 1;
}
