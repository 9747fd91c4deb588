// broken on purpose: two threads change one counter without a lock
#include <pthread.h>
#include <stdio.h>

enum { TURNS = 2 };

static int share;

static void *add(void *unused)
{
    for (int i = 0; i < TURNS; i++)
        share += 1;                     // @update
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, add, NULL);
    pthread_create(&two, NULL, add, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("%d\n", share);
    return 0;
}
