// broken on purpose: two accounts, and only one of them locked
#include <pthread.h>
#include <stdio.h>

struct account {
    pthread_mutex_t lock;
    int money;
};

static struct account mine = { PTHREAD_MUTEX_INITIALIZER, 10 };
static struct account yours = { PTHREAD_MUTEX_INITIALIZER, 10 };

static void move(struct account *from, struct account *to)
{
    pthread_mutex_lock(&from->lock);
    from->money -= 1;
    to->money += 1;                     // @unprotected
    pthread_mutex_unlock(&from->lock);
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
