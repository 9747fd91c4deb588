// broken on purpose: add locks, and calls execute, which locks again
#include <pthread.h>
#include <stdio.h>

struct box {
    pthread_mutex_t lock;
    int items;                          // protected by lock
};

static struct box box = { PTHREAD_MUTEX_INITIALIZER, 0 };

static void execute(struct box *box, int change)
{
    pthread_mutex_lock(&box->lock);     // @again
    box->items += change;
    pthread_mutex_unlock(&box->lock);
}

static void add(struct box *box)
{
    pthread_mutex_lock(&box->lock);
    execute(box, 1);
    pthread_mutex_unlock(&box->lock);
}

static void *fill(void *unused)
{
    add(&box);
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, fill, NULL);
    pthread_join(thread, NULL);
    printf("%d in the box\n", box.items);
    return 0;
}
