// N sleepers, and 2,000 things handed out one by one, by a signal each
// or, with "all" as first argument, by a broadcast each.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THINGS = 2000, MOST = 64 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t wanted = PTHREAD_COND_INITIALIZER;
static pthread_cond_t taken = PTHREAD_COND_INITIALIZER;
static int things, took, over;          // protected by lock

static void *take(void *unused)
{
    pthread_mutex_lock(&lock);
    while (!over) {
        if (things == 0) {
            pthread_cond_wait(&wanted, &lock);
            continue;
        }
        things -= 1;
        took += 1;
        pthread_cond_signal(&taken);
    }
    pthread_mutex_unlock(&lock);
    return unused;
}

/* The next thing is put there when the last one has been taken. */
static void hand_out(int all)
{
    pthread_mutex_lock(&lock);
    for (int i = 0; i < THINGS; i++) {
        things += 1;
        if (all)
            pthread_cond_broadcast(&wanted);
        else
            pthread_cond_signal(&wanted);
        while (things > 0)
            pthread_cond_wait(&taken, &lock);
    }
    over = 1;
    pthread_cond_broadcast(&wanted);
    pthread_mutex_unlock(&lock);
}

int main(int count, char **arguments)
{
    int all = count > 1 && strcmp(arguments[1], "all") == 0;
    int threads = count > 2 ? atoi(arguments[2]) : 4;
    pthread_t thread[MOST];
    if (threads < 1 || threads > MOST)
        return 1;
    for (int i = 0; i < threads; i++)
        pthread_create(&thread[i], NULL, take, NULL);
    hand_out(all);
    for (int i = 0; i < threads; i++)
        pthread_join(thread[i], NULL);
    printf("%s\n", took == THINGS ? "all taken" : "some are missing");
    return 0;
}
