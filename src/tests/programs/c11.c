// output: 10 once 1 busy 1 result 42
#include <stdio.h>
#include <threads.h>
#include <stdatomic.h>
static mtx_t lock;
static cnd_t changed;
static once_flag flag = ONCE_FLAG_INIT;
static atomic_int inits;
static int sum, ready;
static thread_local int mine;
static void init(void)
{
    inits++;
}
static int add(void *unused)
{
    (void)unused;
    call_once(&flag, init);
    for (int i = 0; i < 5; i++) {
        mtx_lock(&lock);
        sum++;
        mine++;
        mtx_unlock(&lock);
    }
    mtx_lock(&lock);
    ready++;
    cnd_signal(&changed);
    mtx_unlock(&lock);
    return mine == 5 ? 21 : 0;
}
int main(void)
{
    thrd_t a, b;
    int one, two;
    mtx_init(&lock, mtx_plain);
    cnd_init(&changed);
    thrd_create(&a, add, NULL);
    thrd_create(&b, add, NULL);
    mtx_lock(&lock);
    while (ready < 2)
        cnd_wait(&changed, &lock);
    int busy = mtx_trylock(&lock) == thrd_busy;
    mtx_unlock(&lock);
    thrd_join(a, &one);
    thrd_join(b, &two);
    printf("%d once %d busy %d result %d\n", sum, inits, busy, one + two);
    return 0;
}
