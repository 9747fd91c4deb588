// broken on purpose: two loops, two threads, one counter and no lock
#include <pthread.h>
#include <stdio.h>

#include "task.h"

static int visits;

static int visit(void *unused, void **value)
{
    (void)unused, (void)value;
    loop_sleep(100);
    visits++;                                   // @visit
    return 0;
}

static void *run_loop(void *unused)
{
    struct loop_options options = { .virtual_time = true };
    loop_run_with(&options, visit, NULL, NULL);
    return unused;
}

int main(void)
{
    pthread_t ann, bob;
    pthread_create(&ann, NULL, run_loop, NULL);
    pthread_create(&bob, NULL, run_loop, NULL);
    pthread_join(ann, NULL);
    pthread_join(bob, NULL);
    printf("visits: %d\n", visits);
    return 0;
}
