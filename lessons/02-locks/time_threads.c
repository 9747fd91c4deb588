// The same million locked turns, shared out among N threads.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { TURNS = 1000000, MOST = 64 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static volatile int share;

static void *add(void *turns)
{
    for (int i = 0; i < *(const int *)turns; i++) {
        pthread_mutex_lock(&lock);
        share += 1;
        pthread_mutex_unlock(&lock);
    }
    return NULL;
}

int main(int count, char **arguments)
{
    int threads = count > 1 ? atoi(arguments[1]) : 2;
    pthread_t thread[MOST];
    if (threads < 1 || threads > MOST)
        return 1;
    int turns = TURNS / threads;
    for (int i = 0; i < threads; i++)
        pthread_create(&thread[i], NULL, add, &turns);
    for (int i = 0; i < threads; i++)
        pthread_join(thread[i], NULL);
    printf("%s\n", share == turns * threads ? "right" : "wrong");
    return 0;
}
