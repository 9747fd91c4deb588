// broken on purpose: one account, and one lock too many
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t paying_in = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t paying_out = PTHREAD_MUTEX_INITIALIZER;
static int money = 10;

static void *pay_in(void *unused)
{
    pthread_mutex_lock(&paying_in);
    money += 1;                         // @in
    pthread_mutex_unlock(&paying_in);
    return unused;
}

static void *pay_out(void *unused)
{
    pthread_mutex_lock(&paying_out);
    money -= 1;
    pthread_mutex_unlock(&paying_out);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, pay_in, NULL);
    pthread_create(&two, NULL, pay_out, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("%d left\n", money);
    return 0;
}
