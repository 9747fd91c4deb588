// broken on purpose: waits with `if`, and believes the wake-up
#include <assert.h>
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t not_empty = PTHREAD_COND_INITIALIZER;
static int count;                       // protected by lock

static void put(void)
{
    pthread_mutex_lock(&lock);
    count += 1;
    pthread_cond_signal(&not_empty);
    pthread_mutex_unlock(&lock);
}

static void *take(void *unused)
{
    pthread_mutex_lock(&lock);
    if (count == 0)
        pthread_cond_wait(&not_empty, &lock);   // @if
    assert(count > 0);
    count -= 1;
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, take, NULL);
    pthread_create(&two, NULL, take, NULL);
    put();
    put();
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("%d left\n", count);
    return 0;
}
