// Exercise: two writers; the pipe ends when the first has closed.
#include <pthread.h>
#include <stdio.h>

struct pipe {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int item[4];
    int first, count;
    int open;                           /* 1: somebody may write */
};

static struct pipe numbers = {
    PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, .open = 1,
};

static void put(struct pipe *pipe, int item)
{
    pthread_mutex_lock(&pipe->lock);
    pipe->item[(pipe->first + pipe->count++) % 4] = item;
    pthread_cond_signal(&pipe->changed);
    pthread_mutex_unlock(&pipe->lock);
}

static void close_end(struct pipe *pipe)
{
    pthread_mutex_lock(&pipe->lock);
    pipe->open = 0;
    pthread_cond_broadcast(&pipe->changed);
    pthread_mutex_unlock(&pipe->lock);
}

/* 0: the end of the file; nothing is there, nothing can come. */
static int take(struct pipe *pipe, int *item)
{
    pthread_mutex_lock(&pipe->lock);
    while (pipe->count == 0 && pipe->open)
        pthread_cond_wait(&pipe->changed, &pipe->lock);
    int got = pipe->count > 0;
    if (got) {
        *item = pipe->item[pipe->first++ % 4];
        pipe->count--;
    }
    pthread_mutex_unlock(&pipe->lock);
    return got;
}

static void *write_one(void *number)
{
    put(&numbers, *(int *)number);
    close_end(&numbers);
    return NULL;
}

int main(void)
{
    pthread_t one, two;
    int first = 1, second = 2, item, sum = 0;
    pthread_create(&one, NULL, write_one, &first);
    pthread_create(&two, NULL, write_one, &second);
    while (take(&numbers, &item))
        sum += item;
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("sum %d\n", sum);
    return 0;
}
