// A queue with one place, made of a mutex and two conditions.
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>

struct slot {
    pthread_mutex_t lock;
    pthread_cond_t not_empty, not_full;
    bool full;
    int item;
};

static struct slot slot = { PTHREAD_MUTEX_INITIALIZER,
    PTHREAD_COND_INITIALIZER, PTHREAD_COND_INITIALIZER, false, 0 };

static void put(int item)
{
    pthread_mutex_lock(&slot.lock);
    while (slot.full)                   // @full
        pthread_cond_wait(&slot.not_full, &slot.lock);
    slot.item = item;
    slot.full = true;
    pthread_cond_signal(&slot.not_empty);
    pthread_mutex_unlock(&slot.lock);
}

static int get(void)
{
    pthread_mutex_lock(&slot.lock);
    while (!slot.full)                  // @empty
        pthread_cond_wait(&slot.not_empty, &slot.lock);
    int item = slot.item;
    slot.full = false;
    pthread_cond_signal(&slot.not_full);
    pthread_mutex_unlock(&slot.lock);
    return item;
}

static void *produce(void *unused)
{
    put(3);
    put(4);
    return unused;
}

int main(void)
{
    pthread_t producer;
    pthread_create(&producer, NULL, produce, NULL);
    int first = get();
    int second = get();
    pthread_join(producer, NULL);
    printf("%d, then %d\n", first, second);
    return 0;
}
