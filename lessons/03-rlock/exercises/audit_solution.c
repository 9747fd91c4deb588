// A move holds both locks around its two changes, which lock again.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>

#define RECURSIVE PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP

struct account {
    pthread_mutex_t lock;
    int number;                 /* no two accounts have the same */
    int money;                  /* protected by lock */
};

static struct account mine = { RECURSIVE, 1, 10 };
static struct account yours = { RECURSIVE, 2, 10 };

static void change(struct account *account, int by)
{
    pthread_mutex_lock(&account->lock);
    account->money += by;
    pthread_mutex_unlock(&account->lock);
}

static void move(struct account *from, struct account *to)
{
    int in_order = from->number < to->number;
    struct account *first = in_order ? from : to;
    struct account *second = in_order ? to : from;
    pthread_mutex_lock(&first->lock);
    pthread_mutex_lock(&second->lock);
    change(from, -1);
    change(to, 1);
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

static void audit(void)
{
    pthread_mutex_lock(&mine.lock);
    pthread_mutex_lock(&yours.lock);
    printf("%d in all\n", mine.money + yours.money);
    pthread_mutex_unlock(&yours.lock);
    pthread_mutex_unlock(&mine.lock);
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, to_you, NULL);
    pthread_create(&two, NULL, to_me, NULL);
    audit();
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    return 0;
}
