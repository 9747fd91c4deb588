// broken on purpose: one of two finds no tool, and does not come
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

static pthread_barrier_t barrier;
static atomic_int tools = 1;

static void *work(void *unused)
{
    if (atomic_fetch_sub(&tools, 1) < 1)
        return unused;                  // @leaves
    pthread_barrier_wait(&barrier);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_barrier_init(&barrier, NULL, 2);
    pthread_create(&one, NULL, work, NULL);
    pthread_create(&two, NULL, work, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    puts("both are done");
    return 0;
}
