// broken on purpose: main takes the number before it is there
#include <pthread.h>
#include <stdio.h>

static int item;

static void *produce(void *unused)
{
    item = 42;
    return unused;
}

int main(void)
{
    pthread_t producer;
    pthread_create(&producer, NULL, produce, NULL);
    printf("got %d\n", item);            // @take
    pthread_join(producer, NULL);
    return 0;
}
