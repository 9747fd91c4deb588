/* The fence that is to hand on what was written stands before the write. */
/* expect: data race 0 */
#include "run.h"
static atomic_int ready;
static int data;
static volatile int seen;
static void *give(void *unused)
{
#ifndef SOUND
    atomic_thread_fence(memory_order_release);
#endif
    data = 42;
#ifdef SOUND
    atomic_thread_fence(memory_order_release);
#endif
    atomic_store_explicit(&ready, 1, memory_order_relaxed);
    return unused;
}
static void *take(void *unused)
{
    if (atomic_load_explicit(&ready, memory_order_relaxed)) {
        atomic_thread_fence(memory_order_acquire);
        seen = data;
    }
    return unused;
}
int main(void)
{
    run(give, take, NULL, NULL);
    return 0;
}
