// A thread that would rather do something else than wait.
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int work, elsewhere;

static void *polite(void *unused)
{
    if (pthread_mutex_trylock(&lock) != 0) {    // @try
        elsewhere += 1;
        return unused;
    }
    work += 1;
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_mutex_lock(&lock);
    pthread_create(&thread, NULL, polite, NULL);
    work += 1;
    pthread_mutex_unlock(&lock);
    pthread_join(thread, NULL);
    printf("%d in all\n", work + elsewhere);
    return 0;
}
