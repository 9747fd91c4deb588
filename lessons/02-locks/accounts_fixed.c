// Both accounts locked, and always the one at the lower address first.
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>

struct account {
    pthread_mutex_t lock;
    int money;
};

static struct account mine = { PTHREAD_MUTEX_INITIALIZER, 10 };
static struct account yours = { PTHREAD_MUTEX_INITIALIZER, 10 };

/* The two must differ: who locks a plain mutex twice waits for ever. */
static void move(struct account *from, struct account *to)
{
    int in_order = (uintptr_t)from < (uintptr_t)to;
    struct account *first = in_order ? from : to;
    struct account *second = in_order ? to : from;
    pthread_mutex_lock(&first->lock);
    pthread_mutex_lock(&second->lock);  // @both
    from->money -= 1;
    to->money += 1;
    pthread_mutex_unlock(&second->lock);
    pthread_mutex_unlock(&first->lock);
}

static void *to_you(void *unused)
{
    move(&mine, &yours);
    return unused;
}

static void *to_me(void *unused)
{
    move(&yours, &mine);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, to_you, NULL);
    pthread_create(&two, NULL, to_me, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("%d in all\n", mine.money + yours.money);
    return 0;
}
