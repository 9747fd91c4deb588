// The same numbers through a ring without a lock. Who finds it full or
// empty does not sleep, but lets others run and looks again.
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { ITEMS = 50000, MOST = 1024 };

/* Each counter in a cache line of its own: they are written by
 * different threads. */
static struct {
    _Alignas(64) atomic_uint put;
    _Alignas(64) atomic_uint got;
    _Alignas(64) int *item[MOST];
    unsigned places;
} ring;

static int item = 1;

static bool try_put(int *value)
{
    unsigned put = atomic_load_explicit(&ring.put, memory_order_relaxed);
    unsigned got = atomic_load_explicit(&ring.got, memory_order_acquire);
    if (put - got == ring.places)
        return false;
    ring.item[put % ring.places] = value;
    atomic_store_explicit(&ring.put, put + 1, memory_order_release);
    return true;
}

static bool try_get(int **value)
{
    unsigned got = atomic_load_explicit(&ring.got, memory_order_relaxed);
    unsigned put = atomic_load_explicit(&ring.put, memory_order_acquire);
    if (put == got)
        return false;
    *value = ring.item[got % ring.places];
    atomic_store_explicit(&ring.got, got + 1, memory_order_release);
    return true;
}

static void *produce(void *unused)
{
    for (int k = 0; k < ITEMS; k++)
        while (!try_put(&item))
            sched_yield();
    return unused;
}

int main(int count, char **arguments)
{
    pthread_t producer;
    int *got, sum = 0;
    int places = count > 1 ? atoi(arguments[1]) : MOST;
    if (places < 1 || places > MOST)
        return 1;
    ring.places = (unsigned)places;
    pthread_create(&producer, NULL, produce, NULL);
    for (int k = 0; k < ITEMS; k++) {
        while (!try_get(&got))
            sched_yield();
        sum += *got;
    }
    pthread_join(producer, NULL);
    printf("%d\n", sum);
    return 0;
}
