// What threads share, and what each has for itself.
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

static atomic_int shared;               // one for all
static _Thread_local int own;           // one for each thread

static void *work(void *unused)
{
    int local = 0;                      // on its own stack
    local += 1;
    own += 1;
    atomic_fetch_add(&shared, 1);       // @shared
    return local == 1 && own == 1 ? &shared : unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, work, NULL);
    pthread_create(&two, NULL, work, NULL);
    void *first, *second;
    pthread_join(one, &first);
    pthread_join(two, &second);
    if (first && second)                // both were 1 for themselves
        printf("shared %d, main's own %d\n",
               shared, own);
    return 0;
}
