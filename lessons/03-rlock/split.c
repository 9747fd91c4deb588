// No lock is taken twice: what is shared expects it to be held.
#include <pthread.h>
#include <stdio.h>

struct box {
    pthread_mutex_t lock;
    int items;                          // protected by lock
};

static struct box box = { PTHREAD_MUTEX_INITIALIZER, 0 };

/* The caller holds the lock. */
static void execute_locked(struct box *box, int change)
{
    box->items += change;               // @inner
}

static void *add(void *unused)
{
    pthread_mutex_lock(&box.lock);
    execute_locked(&box, 1);
    pthread_mutex_unlock(&box.lock);
    return unused;
}

static void *take(void *unused)
{
    pthread_mutex_lock(&box.lock);
    execute_locked(&box, -1);
    pthread_mutex_unlock(&box.lock);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, add, NULL);
    pthread_create(&two, NULL, take, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("%d in the box\n", box.items);
    return 0;
}
