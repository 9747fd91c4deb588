// Exercise: the gate opens while one waits, and shuts too soon.
#include <pthread.h>
#include <stdio.h>

struct gate {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int is_open, waiting;               // protected by lock
};

static struct gate garden = { PTHREAD_MUTEX_INITIALIZER,
                              PTHREAD_COND_INITIALIZER, 0, 0 };

static void gate_pass(struct gate *gate)
{
    pthread_mutex_lock(&gate->lock);
    gate->waiting += 1;
    pthread_cond_broadcast(&gate->changed);
    while (!gate->is_open)
        pthread_cond_wait(&gate->changed, &gate->lock);
    pthread_mutex_unlock(&gate->lock);
}

static void gate_open(struct gate *gate)
{
    pthread_mutex_lock(&gate->lock);
    while (gate->waiting == 0)
        pthread_cond_wait(&gate->changed, &gate->lock);
    gate->is_open = 1;
    pthread_cond_broadcast(&gate->changed);
    pthread_mutex_unlock(&gate->lock);
}

static void gate_shut(struct gate *gate)
{
    pthread_mutex_lock(&gate->lock);
    gate->is_open = 0;
    pthread_mutex_unlock(&gate->lock);
}

static void *walk(void *unused)
{
    gate_pass(&garden);
    return unused;
}

int main(void)
{
    pthread_t walker;
    pthread_create(&walker, NULL, walk, NULL);
    gate_open(&garden);
    gate_shut(&garden);
    pthread_join(walker, NULL);
    puts(garden.is_open ? "through, open" : "through, shut");
    return 0;
}
