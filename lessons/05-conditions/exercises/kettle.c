// Exercise: the kettle boils, and the cook may sleep on for ever.
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t whistle = PTHREAD_COND_INITIALIZER;
static int boils;                       // protected by lock

static int is_boiling(void)
{
    pthread_mutex_lock(&lock);
    int yes = boils;
    pthread_mutex_unlock(&lock);
    return yes;
}

static void wait_for_tea(void)
{
    while (!is_boiling()) {
        pthread_mutex_lock(&lock);
        pthread_cond_wait(&whistle, &lock);
        pthread_mutex_unlock(&lock);
    }
}

static void *kettle(void *unused)
{
    pthread_mutex_lock(&lock);
    boils = 1;
    pthread_cond_signal(&whistle);
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, kettle, NULL);
    wait_for_tea();
    pthread_join(thread, NULL);
    puts("tea");
    return 0;
}
