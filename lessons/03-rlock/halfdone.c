// broken on purpose: the lock lets its owner see a move half done
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static int mine = 10, yours = 10;       // protected by lock

static void report(void)
{
    pthread_mutex_lock(&lock);
    printf("%d in all\n", mine + yours);
    pthread_mutex_unlock(&lock);
}

static void *move(void *unused)
{
    pthread_mutex_lock(&lock);
    mine -= 1;
    report();                           // @inside
    yours += 1;
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, move, NULL);
    pthread_create(&two, NULL, move, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    return 0;
}
