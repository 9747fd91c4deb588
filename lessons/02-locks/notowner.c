// broken on purpose: unlocks what another thread holds
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *stranger(void *unused)
{
    pthread_mutex_unlock(&lock);        // @stranger
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_mutex_lock(&lock);
    pthread_create(&thread, NULL, stranger, NULL);
    pthread_join(thread, NULL);
    puts("main believes it holds the lock");
    return 0;
}
