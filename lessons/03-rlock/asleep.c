// broken on purpose: waits on a condition with the lock held twice
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int items;                       // protected by lock

static void wait_for_one(void)
{
    pthread_mutex_lock(&lock);
    while (items == 0)
        pthread_cond_wait(&changed, &lock);     // @wait
    pthread_mutex_unlock(&lock);
}

static void *take(void *unused)
{
    pthread_mutex_lock(&lock);
    wait_for_one();
    items -= 1;
    pthread_mutex_unlock(&lock);
    return unused;
}

static void *add(void *unused)
{
    pthread_mutex_lock(&lock);
    items += 1;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, take, NULL);
    pthread_create(&two, NULL, add, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("%d left\n", items);
    return 0;
}
