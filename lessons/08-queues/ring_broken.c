// broken on purpose: an item is counted before it is in its place
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>

enum { PLACES = 2 };

static int item[PLACES];
static atomic_uint put_so_far, got_so_far;

static bool try_put(int value)          /* only the producer calls it */
{
    unsigned put = atomic_load(&put_so_far);
    if (put - atomic_load(&got_so_far) == PLACES)
        return false;
    atomic_store(&put_so_far, put + 1);         // @publish
    item[put % PLACES] = value;
    return true;
}

static bool try_get(int *value)         /* only the consumer calls it */
{
    unsigned got = atomic_load(&got_so_far);
    if (got == atomic_load(&put_so_far))
        return false;
    *value = item[got % PLACES];
    atomic_store(&got_so_far, got + 1);
    return true;
}

static void *produce(void *unused)
{
    try_put(3);
    try_put(4);
    return unused;
}

int main(void)
{
    pthread_t producer;
    int value, sum = 0;
    pthread_create(&producer, NULL, produce, NULL);
    while (try_get(&value))             /* what is there by now */
        sum += value;
    pthread_join(producer, NULL);
    while (try_get(&value))             /* the rest */
        sum += value;
    printf("%d\n", sum);
    return 0;
}
