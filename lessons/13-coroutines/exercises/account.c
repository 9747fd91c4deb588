// Exercise: two coroutines and a thread pay in, and all stands still.
#include <pthread.h>
#include <stdio.h>

#include "coroutine.h"

struct account { pthread_mutex_t lock; int euros; };

static struct account account = { PTHREAD_MUTEX_INITIALIZER, 0 };
static struct coroutine first, second;

static void *pay(void *unused)
{
    pthread_mutex_lock(&account.lock);
    int euros = account.euros;
    coroutine_yield(NULL);
    account.euros = euros + 10;
    pthread_mutex_unlock(&account.lock);
    return unused;
}

static void *pay_in_thread(void *unused)
{
    pthread_mutex_lock(&account.lock);
    account.euros += 10;
    pthread_mutex_unlock(&account.lock);
    return unused;
}

int main(void)
{
    pthread_t thread;
    coroutine_init(&first, pay, 0);
    coroutine_init(&second, pay, 0);
    pthread_create(&thread, NULL, pay_in_thread, NULL);
    for (int turn = 0; turn < 2; turn++) {
        coroutine_resume(&first, NULL, NULL);
        coroutine_resume(&second, NULL, NULL);
    }
    pthread_join(thread, NULL);
    printf("%d euros\n", account.euros);
    coroutine_destroy(&first);
    coroutine_destroy(&second);
    return 0;
}
