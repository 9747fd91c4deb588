// output: 6 6 6 1 1
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
static atomic_int a;
static int b, c;
static atomic_flag flag = ATOMIC_FLAG_INIT;
static int firsts;
static void *work(void *unused)
{
    for (int i = 0; i < 3; i++) {
        atomic_fetch_add_explicit(&a, 1, memory_order_relaxed);
        __sync_fetch_and_add(&b, 1);
        int old = __atomic_load_n(&c, __ATOMIC_RELAXED);
        while (!__atomic_compare_exchange_n(&c, &old, old + 1, 1, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
            ;
    }
    if (!atomic_flag_test_and_set(&flag))
        firsts = 1;
    return unused;
}
int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, work, NULL);
    pthread_create(&two, NULL, work, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    int before = a, swapped = atomic_exchange(&a, 0) == 6;
    printf("%d %d %d %d %d\n", before, b, c, firsts, swapped);
    return 0;
}
