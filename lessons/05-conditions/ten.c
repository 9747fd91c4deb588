// Room for 5; a producer of 10 items, faster than its consumer.
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

enum { ROOM = 5, ITEMS = 10 };

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
    printf("put %2d   %d of %d\n", item, count, ROOM);
    pthread_cond_signal(&not_empty);
    pthread_mutex_unlock(&lock);
}

static void take(void)
{
    pthread_mutex_lock(&lock);
    while (count == 0)
        pthread_cond_wait(&not_empty, &lock);
    int item = buffer[first];
    first = (first + 1) % ROOM;
    count -= 1;
    printf("take %2d  %d of %d\n", item, count, ROOM);
    pthread_cond_signal(&not_full);
    pthread_mutex_unlock(&lock);
}

static void *produce(void *unused)
{
    for (int i = 1; i <= ITEMS; i++) {
        put(i);
        usleep(50000);                  // an item each 0.05 s
    }
    return unused;
}

int main(void)
{
    pthread_t producer;
    pthread_create(&producer, NULL, produce, NULL);
    for (int i = 0; i < ITEMS; i++) {
        take();
        usleep(200000);                 // four times as slow
    }
    pthread_join(producer, NULL);
    puts("all taken");
    return 0;
}
