/* The counter of those at work is raised by the workers themselves: main may look before. */
/* expect: assertion 0 */
#include "run.h"
static atomic_int working, done;
static void *work_on(void *unused)
{
#ifndef SOUND
    atomic_fetch_add(&working, 1);
#endif
    atomic_fetch_add(&done, 1);
    atomic_fetch_sub(&working, 1);
    return unused;
}
int main(void)
{
    pthread_t thread;
#ifdef SOUND
    atomic_fetch_add(&working, 1);
#endif
    pthread_create(&thread, NULL, work_on, NULL);
    while (atomic_load(&working) != 0)
        ;
    assert(done == 1);
    pthread_join(thread, NULL);
    return 0;
}
