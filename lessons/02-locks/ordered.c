// Two locks, taken by everyone in the same order: a, then b.
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t b = PTHREAD_MUTEX_INITIALIZER;

static void *both(void *unused)
{
    pthread_mutex_lock(&a);
    pthread_mutex_lock(&b);             // @second
    pthread_mutex_unlock(&b);
    pthread_mutex_unlock(&a);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, both, NULL);
    pthread_create(&two, NULL, both, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    puts("both are done");
    return 0;
}
