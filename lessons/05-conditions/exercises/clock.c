// Exercise: a clock that should say tick, tock, tick, tock.
#include <pthread.h>
#include <stdio.h>

enum { TIMES = 2 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *say(void *word)
{
    for (int i = 0; i < TIMES; i++) {
        pthread_mutex_lock(&lock);
        puts(word);
        pthread_mutex_unlock(&lock);
    }
    return NULL;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, say, "tick");
    pthread_create(&two, NULL, say, "tock");
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    return 0;
}
