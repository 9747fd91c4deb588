/* Endless, and each turn is another state: no search comes to an end. */
#include <pthread.h>
#include <stdatomic.h>

static atomic_int flag;
static atomic_uint tries;

static void *wait_for_flag(void *unused)
{
    while (!atomic_load(&flag))
        atomic_fetch_add(&tries, 1);
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, wait_for_flag, NULL);
    atomic_store(&flag, 1);
    pthread_join(thread, NULL);
    return 0;
}
