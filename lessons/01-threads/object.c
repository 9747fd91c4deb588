// A thread as an object: what it needs and gives, and a method to run.
#include <pthread.h>
#include <stdio.h>

struct worker {
    pthread_t thread;
    int from, to;                       // what it is to add up
    int sum;                            // what came of it
};

static void worker_run(struct worker *self)
{
    int sum = 0;
    for (int i = self->from; i <= self->to; i++)
        sum += i;
    self->sum = sum;                    // @result
}

static void *begin(void *self)
{
    worker_run(self);
    return NULL;
}

static struct worker low = { .from = 1, .to = 3 };
static struct worker high = { .from = 4, .to = 6 };

int main(void)
{
    pthread_create(&low.thread, NULL, begin, &low);
    pthread_create(&high.thread, NULL, begin, &high);
    pthread_join(low.thread, NULL);
    pthread_join(high.thread, NULL);
    printf("%d\n", low.sum + high.sum);
    return 0;
}
