// broken on purpose: two locks, taken in two orders
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t b = PTHREAD_MUTEX_INITIALIZER;

static void *first_a(void *unused)
{
    pthread_mutex_lock(&a);
    pthread_mutex_lock(&b);             // @second
    pthread_mutex_unlock(&b);
    pthread_mutex_unlock(&a);
    return unused;
}

static void *first_b(void *unused)
{
    pthread_mutex_lock(&b);
    pthread_mutex_lock(&a);
    pthread_mutex_unlock(&a);
    pthread_mutex_unlock(&b);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, first_a, NULL);
    pthread_create(&two, NULL, first_b, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    puts("both are done");
    return 0;
}
