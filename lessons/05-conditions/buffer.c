// A buffer with room for 2; a producer of 3 items, and main takes them.
#include <pthread.h>
#include <stdio.h>

enum { ROOM = 2, ITEMS = 3 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t not_full = PTHREAD_COND_INITIALIZER;
static pthread_cond_t not_empty = PTHREAD_COND_INITIALIZER;
static int buffer[ROOM], count, first;  // protected by lock

static void put(int item)
{
    pthread_mutex_lock(&lock);
    while (count == ROOM)
        pthread_cond_wait(&not_full, &lock);    // @full
    buffer[(first + count) % ROOM] = item;
    count += 1;
    pthread_cond_signal(&not_empty);
    pthread_mutex_unlock(&lock);
}

static int take(void)
{
    pthread_mutex_lock(&lock);
    while (count == 0)
        pthread_cond_wait(&not_empty, &lock);   // @empty
    int item = buffer[first];
    first = (first + 1) % ROOM;
    count -= 1;
    pthread_cond_signal(&not_full);
    pthread_mutex_unlock(&lock);
    return item;
}

static void *produce(void *unused)
{
    for (int i = 1; i <= ITEMS; i++)
        put(i);
    return unused;
}

int main(void)
{
    pthread_t producer;
    pthread_create(&producer, NULL, produce, NULL);
    int one = take(), two = take(), three = take();
    printf("took %d %d %d\n", one, two, three);
    pthread_join(producer, NULL);
    return 0;
}
