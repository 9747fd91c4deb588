/* A lock-free stack whose pop looks at the next of a node that has been popped and pushed meanwhile (ABA). */
/* expect: assertion 1 */
#include "run.h"
static struct node { _Atomic int next; } nodes[3];
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static atomic_int top, held[3];
static int pop(void)
{
#ifdef SOUND
    pthread_mutex_lock(&m);
#endif
    int first = atomic_load(&top), taken = 0;
    if (first) {
        int next = atomic_load(&nodes[first].next);
        if (atomic_compare_exchange_strong(&top, &first, next))
            taken = first;
    }
#ifdef SOUND
    pthread_mutex_unlock(&m);
#endif
    return taken;
}
static void push(int k)
{
#ifdef SOUND
    pthread_mutex_lock(&m);
#endif
    int first = atomic_load(&top);
    atomic_store(&nodes[k].next, first);
    atomic_compare_exchange_strong(&top, &first, k);
#ifdef SOUND
    pthread_mutex_unlock(&m);
#endif
}
static void *one(void *unused)
{
    int k = pop();
    if (k)
        assert(atomic_fetch_add(&held[k], 1) == 0);
    k = pop();
    if (k)
        assert(atomic_fetch_add(&held[k], 1) == 0);
    return unused;
}
static void *two(void *unused)
{
    int first = pop(), second = pop();
    if (second)
        assert(atomic_fetch_add(&held[second], 1) == 0);
    if (first)
        push(first);
    return unused;
}
int main(void)
{
    (void)m;
    push(2);
    push(1);
    run(one, two, NULL, NULL);
    return 0;
}
