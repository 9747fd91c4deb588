// Whose turn it is stands in a variable, and its change is signalled.
#include <pthread.h>
#include <stdio.h>

enum { TIMES = 2 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t passed = PTHREAD_COND_INITIALIZER;
static int turn;                        // protected by lock

static void say(int mine, const char *word)
{
    for (int i = 0; i < TIMES; i++) {
        pthread_mutex_lock(&lock);
        while (turn != mine)
            pthread_cond_wait(&passed, &lock);
        puts(word);
        turn = !mine;
        pthread_cond_signal(&passed);
        pthread_mutex_unlock(&lock);
    }
}

static void *tick(void *unused)
{
    say(0, "tick");
    return unused;
}

static void *tock(void *unused)
{
    say(1, "tock");
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, tick, NULL);
    pthread_create(&two, NULL, tock, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    return 0;
}
