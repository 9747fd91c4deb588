// Looking and selling are one critical section: nobody comes between.
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int seats = 1;
static int sold;

static void sell_if_free(void)
{
    pthread_mutex_lock(&lock);
    if (seats > 0) {
        seats -= 1;
        sold += 1;
    }
    pthread_mutex_unlock(&lock);
}

static void *buy(void *unused)
{
    sell_if_free();
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, buy, NULL);
    pthread_create(&two, NULL, buy, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("%d sold, %d left\n", sold, seats);
    return 0;
}
