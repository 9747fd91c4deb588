// broken on purpose: one way out forgets to unlock
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int stock = 1;

static void *take(void *unused)
{
    pthread_mutex_lock(&lock);
    if (stock == 0)
        return unused;                  // @forgets
    stock -= 1;
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, take, NULL);
    pthread_create(&two, NULL, take, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    pthread_mutex_lock(&lock);
    printf("%d left\n", stock);
    return 0;
}
