// broken on purpose: one way through take locks a second time
#include <pthread.h>
#include <stdio.h>

struct box {
    pthread_mutex_t lock;
    int items, refused;                 // protected by lock
};

static struct box box = { PTHREAD_MUTEX_INITIALIZER, 0, 0 };

static void refuse(struct box *box)
{
    pthread_mutex_lock(&box->lock);     // @again
    box->refused += 1;
    pthread_mutex_unlock(&box->lock);
}

static void *add(void *unused)
{
    pthread_mutex_lock(&box.lock);
    box.items += 1;
    pthread_mutex_unlock(&box.lock);
    return unused;
}

static void *take(void *unused)
{
    pthread_mutex_lock(&box.lock);
    if (box.items > 0)
        box.items -= 1;
    else
        refuse(&box);
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
