// Exercise: callbacks count, and whoever fulfils a future calls them.
#include <pthread.h>
#include <stdio.h>

#include "future.h"

struct tally {
    int count;
};

static struct tally finished, squares;

static void count_one(struct future *future, void *argument)
{
    struct tally *tally = argument;
    (void)future;
    tally->count += 1;
}

static void *fulfil(void *future)
{
    future_succeed(future, NULL);
    return NULL;
}

int main(void)
{
    pthread_t thread[2];
    struct future *future[2];
    for (int k = 0; k < 2; k++) {
        future[k] = future_create();
        future_add_callback(future[k], count_one, &finished);
    }
    future_add_callback(future[1], count_one, &squares);
    for (int k = 0; k < 2; k++)
        pthread_create(&thread[k], NULL, fulfil, future[k]);
    for (int k = 0; k < 2; k++) {
        pthread_join(thread[k], NULL);
        future_release(future[k]);
    }
    printf("%d finished, %d square\n", finished.count, squares.count);
    return 0;
}
