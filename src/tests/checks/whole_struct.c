/* whole_struct.c — an atomic structure, for which the machine has no instruction. */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

struct pair { char c[12]; };
static _Atomic struct pair pair;

static void *add(void *unused)
{
    struct pair own = atomic_load(&pair);
    own.c[0]++;
    atomic_store(&pair, own);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, add, NULL);
    pthread_create(&two, NULL, add, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    struct pair own = atomic_load(&pair);
    assert(own.c[0] == 2);
    return 0;
}
