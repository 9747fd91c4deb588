// broken on purpose: locked twice, unlocked once on one of two ways
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static int stock = 1;                   // protected by lock

static int take(void)
{
    pthread_mutex_lock(&lock);
    if (stock == 0)
        return 0;                       // @forgets
    stock -= 1;
    pthread_mutex_unlock(&lock);
    return 1;
}

static void *buy(void *unused)
{
    pthread_mutex_lock(&lock);
    if (!take())
        stock += 1;                     // orders one
    pthread_mutex_unlock(&lock);
    return unused;
}

static void *deliver(void *unused)
{
    pthread_mutex_lock(&lock);
    stock += 1;
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, buy, NULL);
    pthread_create(&two, NULL, deliver, NULL);
    buy(NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    puts("all are done");
    return 0;
}
