// Exercise: two counters, two threads on each, and no lock at all.
#include <pthread.h>
#include <stdio.h>

struct counter {
    int value;
};

static struct counter apples, pears;

static void count(struct counter *counter)
{
    counter->value += 1;
}

static void *pick(void *unused)
{
    count(&apples);
    count(&pears);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, pick, NULL);
    pthread_create(&two, NULL, pick, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("%d apples, %d pears\n", apples.value, pears.value);
    return 0;
}
