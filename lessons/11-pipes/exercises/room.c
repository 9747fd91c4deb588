// Exercise: room for one number, and its writer does not wait.
#include <pthread.h>
#include <stdio.h>

struct pipe {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int item;                           /* room for one */
    int count;
    int writers;                        /* open writing ends */
};

static struct pipe numbers = {
    PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, .writers = 1,
};

static void put(struct pipe *pipe, int item)
{
    pthread_mutex_lock(&pipe->lock);
    pipe->item = item;
    pipe->count = 1;
    pthread_cond_signal(&pipe->changed);
    pthread_mutex_unlock(&pipe->lock);
}

static void close_end(struct pipe *pipe)
{
    pthread_mutex_lock(&pipe->lock);
    pipe->writers--;
    pthread_cond_broadcast(&pipe->changed);
    pthread_mutex_unlock(&pipe->lock);
}

/* 0: the end of the file; nothing is there, nothing can come. */
static int take(struct pipe *pipe, int *item)
{
    pthread_mutex_lock(&pipe->lock);
    while (pipe->count == 0 && pipe->writers > 0)
        pthread_cond_wait(&pipe->changed, &pipe->lock);
    int got = pipe->count > 0;
    if (got) {
        *item = pipe->item;
        pipe->count = 0;
    }
    pthread_mutex_unlock(&pipe->lock);
    return got;
}

static void *count(void *unused)
{
    put(&numbers, 1);
    put(&numbers, 2);
    close_end(&numbers);
    return unused;
}

int main(void)
{
    pthread_t writer;
    int item, sum = 0;
    pthread_create(&writer, NULL, count, NULL);
    while (take(&numbers, &item))
        sum += item;
    pthread_join(writer, NULL);
    printf("sum %d\n", sum);
    return 0;
}
