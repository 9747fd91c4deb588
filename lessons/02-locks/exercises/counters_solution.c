// Each counter has a lock of its own, and counts only under it.
#include <pthread.h>
#include <stdio.h>

struct counter {
    pthread_mutex_t lock;
    int value;
};

static struct counter apples = { PTHREAD_MUTEX_INITIALIZER, 0 };
static struct counter pears = { PTHREAD_MUTEX_INITIALIZER, 0 };

static void count(struct counter *counter)
{
    pthread_mutex_lock(&counter->lock);
    counter->value += 1;
    pthread_mutex_unlock(&counter->lock);
}

static void *pick(void *unused)
{
    count(&apples);
    count(&pears);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, pick, NULL);
    pthread_create(&two, NULL, pick, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("%d apples, %d pears\n", apples.value, pears.value);
    return 0;
}
