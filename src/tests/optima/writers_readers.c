/* WRITERS store distinct values into one atomic, READERS load it, each once: W! · (W + 1)^R traces. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#ifndef WRITERS
#define WRITERS 3
#endif
#ifndef READERS
#define READERS 1
#endif

static atomic_int x;

static void *write_it(void *value)
{
    atomic_store(&x, (int)(intptr_t)value);
    return NULL;
}

static void *read_it(void *unused)
{
    int seen = atomic_load(&x);
    (void)seen;
    return unused;
}

int main(void)
{
    pthread_t thread[WRITERS + READERS];
    for (int k = 0; k < WRITERS + READERS; k++)
        pthread_create(&thread[k], NULL, k < WRITERS ? write_it : read_it, (void *)(intptr_t)(k + 1));
    for (int k = 0; k < WRITERS + READERS; k++)
        pthread_join(thread[k], NULL);
    return 0;
}
