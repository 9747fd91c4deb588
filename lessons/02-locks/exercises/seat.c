// Exercise: all is done under the lock, yet a seat is sold twice.
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int seats = 1;
static int sold;

static int is_free(void)
{
    pthread_mutex_lock(&lock);
    int yes = seats > 0;
    pthread_mutex_unlock(&lock);
    return yes;
}

static void sell(void)
{
    pthread_mutex_lock(&lock);
    seats -= 1;
    sold += 1;
    pthread_mutex_unlock(&lock);
}

static void *buy(void *unused)
{
    if (is_free())
        sell();
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
