// Nested calls, and a lock that its owner may take again.
#include <pthread.h>
#include <stdio.h>

struct box {
    pthread_mutex_t lock;               // recursive: see main
    int items;                          // protected by lock
};

static struct box box;

static void execute(struct box *box, int change)
{
    pthread_mutex_lock(&box->lock);     // @again
    box->items += change;
    pthread_mutex_unlock(&box->lock);
}

static void *add(void *unused)
{
    pthread_mutex_lock(&box.lock);
    execute(&box, 1);
    pthread_mutex_unlock(&box.lock);
    return unused;
}

static void *take(void *unused)
{
    pthread_mutex_lock(&box.lock);
    execute(&box, -1);
    pthread_mutex_unlock(&box.lock);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_mutexattr_t type;
    pthread_mutexattr_init(&type);
    pthread_mutexattr_settype(&type, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&box.lock, &type);
    pthread_create(&one, NULL, add, NULL);
    pthread_create(&two, NULL, take, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("%d in the box\n", box.items);
    return 0;
}
